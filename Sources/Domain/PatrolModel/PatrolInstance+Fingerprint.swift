import Texts

extension PatrolInstance {
  /// A fingerprint of the instance: FNV-1a over its canonical text, 64 bits in hexadecimal.
  ///
  /// It tells instances apart in records; it is no protection against forgery.
  public var fingerprint: String { Fingerprint.text(of: jsonText().utf8) }
}
