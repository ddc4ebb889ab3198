/// What a failure means to whoever asked for the work, whatever went wrong in detail.
///
/// A program answers each kind in one way, such as an exit status (sysexits.h has one for most).
public enum FailureKind: CaseIterable, Hashable, Sendable {
  /// What was asked for makes no sense: a value out of its range, or a combination that is none.
  case usage
  /// The data, or a method for this data, cannot be used.
  case invalidData
  /// A file that should be read is not there, or must not be read.
  case unreadable
  /// A library that the method needs is missing on this machine.
  case missingLibrary
  /// A defect of this program, or of a solver.
  case defect
  /// A file cannot be created or replaced where it should be.
  case cannotCreate
  /// A device fails or is full.
  case inputOutput
  /// Another program keeps the file; later it may be free.
  case locked
  /// What is asked for does not exist, by proof.
  case infeasible
}
