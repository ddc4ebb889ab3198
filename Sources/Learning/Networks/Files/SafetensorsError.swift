public import Failures
import Texts

/// Why bytes are no weights, or not those that were expected.
public struct SafetensorsError: ClassifiedError, Hashable {
  /// The file as the caller named it.
  public let file: String
  /// The tensor it is about, if it is about one.
  public let tensor: String?
  /// What was expected.
  public let problem: String
  /// What is there instead.
  public let found: String
  /// What to do about it.
  public let advice: Remedy

  init(
    _ file: String, tensor: String? = nil, _ problem: String, found: String,
    advice: Remedy = "write the file again, as safetensors with numbers of type F32"
  ) {
    self.file = file
    self.tensor = tensor
    self.problem = problem
    self.found = found
    self.advice = advice
  }

  /// File, tensor, what was expected, what was found, what to do.
  public var account: FailureAccount {
    let place = tensor.map { ": tensor \($0.quoted)" } ?? ""
    return FailureAccount(
      .invalidData, "\(file.escaped)\(place): \(problem), found \(found)", remedy: advice)
  }
}
