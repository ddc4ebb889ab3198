import Testing
import Texts

@Suite("A fingerprint")
struct FingerprintTests {
  @Test(
    "is FNV-1a, as on its authors' list of test vectors",
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("b", 0xaf63_df4c_8601_f1a5),
      ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)])
  func vectors(text: String, value: UInt64) {
    #expect(Fingerprint.value(of: text.utf8) == value)
    #expect(Fingerprint.text(of: text.utf8) == String(value, radix: 16))
  }

  @Test("has sixteen digits, leading zeros among them")
  func digits() throws {
    // The first of the texts "0", "1", … whose value has a leading zero.
    let text = try #require(
      (0...).lazy.map { "\($0)" }.first { Fingerprint.value(of: $0.utf8) >> 60 == 0 })
    #expect(Fingerprint.text(of: text.utf8).count == 16)
    #expect(UInt64(Fingerprint.text(of: text.utf8), radix: 16) == Fingerprint.value(of: text.utf8))
  }
}
