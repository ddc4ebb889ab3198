import Glibc
import StudyStore
import Tuning

/// Reads a study as a user, and says "f" and how many trials it has, or "e" and the error; then says
/// what comes of going on with it: "g" or "e" and the error.
struct Show {
  let path: String
  /// The number of the user to become, if this process may; 0 for none.
  let user: Int

  func run() throws {
    if user != 0, geteuid() == 0 {
      let number = uid_t(user)
      guard setgroups(0, nil) == 0, setgid(number) == 0, setuid(number) == 0 else { exit(1) }
    }
    do {
      let file = try StudyFile(existing: path)
      say("f \(try file.trials().count)")
      try file.close()
    } catch { say("e \(error)") }
    do {
      try StudyFile(path, goingOnWith: fixtureRecord(fixtureSpace())).close()
      say("g 0")
    } catch { say("e \(error)") }
  }
}
