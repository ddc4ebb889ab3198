// usage: StudyWorkerFixture work PATH TRIALS LEASE-MILLISECONDS WORK-MICROSECONDS
//        StudyWorkerFixture begin FOLDER/PREFIX THREADS STUDIES
//        StudyWorkerFixture show PATH USER
//
// A process for tests to kill, to stop, to have beside others, or to be another user.
import Glibc

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.dropFirst(2).compactMap { Int($0) }

switch (arguments.first, numbers.count) {
case ("work", 3):
  try Work(
    path: arguments[1], trials: numbers[0], leaseMilliseconds: numbers[1],
    workMicroseconds: numbers[2]
  ).run()
case ("begin", 2): try Begin(prefix: arguments[1], threads: numbers[0], studies: numbers[1]).run()
case ("show", 1): try Show(path: arguments[1], user: numbers[0]).run()
default: exit(64)
}
