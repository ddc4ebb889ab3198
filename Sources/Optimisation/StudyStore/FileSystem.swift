import DurableFiles
import Glibc

/// File systems where the locks or the shared memory of SQLite cannot be relied on.
public enum UnsafeFileSystem {
  /// Types of file systems that are, or may be, on another machine; `fuseblk` is a local disk.
  private static let types: Set<Substring> = [
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "fuse", "gpfs", "lustre", "ncpfs", "nfs", "nfs4",
    "orangefs", "smb2", "smb3", "smbfs", "virtiofs",
  ]

  /// The type of the file system of a device, if it is an unsafe one.
  ///
  /// - Parameters:
  ///   - device: The device's numbers, as `8:1`.
  ///   - mounts: The text of `/proc/self/mountinfo`, proc(5).
  /// - Returns: The type, such as `nfs4` or `fuse.sshfs`; nil if the file system is safe or unknown.
  public static func name(of device: String, in mounts: String) -> String? {
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == device, let end = fields.firstIndex(of: "-"),
        fields.indices.contains(end + 1)
      else { continue }
      let type = fields[end + 1]
      return types.contains(type) || type.hasPrefix("fuse.") ? String(type) : nil
    }
    return nil
  }

  /// Throws if the folder of a study is on such a file system, or is not there.
  static func refuse(_ folder: String, for path: String) throws(StudyStoreError) {
    var status = stat()
    guard stat(folder, &status) == 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    let number = UInt64(status.st_dev)
    let major = number >> 8 & 0xfff | number >> 32 & ~0xfff
    let minor = number & 0xff | number >> 12 & 0xfff_ff00
    // Without the list nothing is known against the file system.
    guard let bytes = try? DurableFile.read("/proc/self/mountinfo", limit: 1 << 24) else { return }
    let mounts = String(decoding: bytes, as: UTF8.self)
    if let name = name(of: "\(major):\(minor)", in: mounts) {
      throw .networkFileSystem(path: path, name: name)
    }
  }
}
