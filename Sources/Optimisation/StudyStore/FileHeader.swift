import Glibc

/// The first bytes of a study file, looked at before SQLite sees it, which might repair it.
///
/// SQLite's file format, § 1.3.
enum FileHeader {
  private static let count = 100
  private static let magic = Array("SQLite format 3\0".utf8)

  /// Checks the file at a path, which is open already.
  static func check(_ descriptor: Int32, of place: StudyPlace) throws(StudyStoreError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotOpen(path: place.name, reason: "it is a folder, device or pipe")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    guard pread(descriptor, &bytes, count, 0) == count else {
      throw .truncated(path: place.name, bytes: Int(status.st_size), expected: count)
    }
    try check(bytes, size: Int(status.st_size), place)
  }

  private static func check(
    _ bytes: [UInt8], size: Int, _ place: StudyPlace
  ) throws(StudyStoreError) {
    func number(at offset: Int) -> Int {
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard bytes.starts(with: magic) else {
      throw .notAStudy(path: place.name, found: "no database")
    }
    guard number(at: 68) == StudySchema.applicationID else {
      throw .notAStudy(path: place.name, found: "a database of another program")
    }
    // What a checkpoint that was cut off has not written yet is in the log.
    guard !StudyPlace.hasLog(place.path) else { return }
    let page = Int(bytes[16]) << 8 | Int(bytes[17])
    let expected = (page == 1 ? 65_536 : page) * number(at: 28)
    guard size >= expected else {
      throw .truncated(path: place.name, bytes: size, expected: expected)
    }
  }
}
