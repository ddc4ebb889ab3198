// usage: DurableWriterFixture PATH [LIMIT]
//
// Writes version 0, 1, 2, … of a file and reports each one, once it is durable, by a byte on
// standard output. Stops at the first failure with the status a command would give. LIMIT bytes
// is the size above which the system refuses to write, like a full disk.
import DurableFiles
import Glibc

if CommandLine.arguments.count > 2, let limit = UInt(CommandLine.arguments[2]) {
  signal(SIGXFSZ, SIG_IGN)
  var limits = rlimit(rlim_cur: limit, rlim_max: limit)
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
}

for version in 0... {
  let letter = UInt8(ascii: "A") + UInt8(version % 26)
  let bytes = [UInt8](repeating: letter, count: 1 + version * 790_187 % 1_000_000)
  do {
    try DurableFile.write(bytes, to: CommandLine.arguments[1])
  } catch {
    exit(error.kind == .io ? 74 : 73)
  }
  if write(STDOUT_FILENO, [letter], 1) != 1 { exit(1) }
}
