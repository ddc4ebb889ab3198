package import Failures

/// How large a text may be that is read into memory.
package enum TextSize {
  /// The most bytes: with six bytes of memory for each of them a reader takes 3 GiB.
  package static let most = 512 << 20

  /// What to do about a text that is larger.
  package static let advice: Remedy = "split it, or leave out what is not needed"

  /// A size in whole mebibytes, rounded up, as in `512 MiB`.
  package static func inWords(_ bytes: Int) -> String { "\((bytes + (1 << 20) - 1) >> 20) MiB" }
}
