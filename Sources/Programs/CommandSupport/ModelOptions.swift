package import ArgumentParser

/// A trained model to look at, and where its page goes.
package struct ModelOptions: ParsableArguments {
  package init() {}

  @Argument(help: "The model (safetensors).")
  package var model: String

  @Option(help: ArgumentHelp("Write a page with its curves to this file.", valueName: "file"))
  package var report: String?

  /// What is read and written.
  package var files: [FileUse] {
    FileUse.read(model, as: "<model>") + FileUse.write(report, as: "--report")
  }

  /// Writes the page, if one is wanted, and prints the text.
  package func deliver(page: @autoclosure () -> String, text: String) throws {
    if let report { try Console.deliver(page(), to: report) }
    try Console.output(text)
  }
}
