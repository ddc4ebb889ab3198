/// What the program says of itself.
package enum Program {
  /// The version of the program, as in the changelog.
  package static let version = "0.1.0"
}
