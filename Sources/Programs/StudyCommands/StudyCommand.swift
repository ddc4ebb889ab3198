package import ArgumentParser
import CommandSupport
import Documents
import StudyOutput
import StudyStore
import Temper
import WeightTuning

/// `temper study`: what is in a study file.
package struct StudyCommand: ParsableCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "study",
    abstract: "Show, compare and export studies that temper tune made.",
    subcommands: [Show.self, Compare.self, Export.self])

  /// `temper study show`.
  struct Show: ReportingCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a study is about, its trials, and the best one.")

    @Argument(help: "The study (SQLite).")
    var study: String

    var files: [FileUse] { FileUse.read(study: study, as: "<study>") }

    func execute() throws -> ExitCode {
      let content = try StudyContent(StudyFile(existing: study))
      try Console.output(content.lines.joined(separator: "\n") + "\n")
      return .success
    }
  }

  /// `temper study compare`.
  struct Compare: ReportingCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which of some studies of an instance is better, and how sure.",
      discussion: """
        In the table: trials that ended and that are feasible, the best weights, their
        value and the median of all feasible ones, the best one's runs that found a
        plan with a 95 % interval, after how many trials a study was within 1 % of the
        best value of all, and the settings that differ.

        How sure: how often the study would win if trials were drawn again.
        """)

    /// The forms of a comparison.
    enum Form: String, CaseIterable, ExpressibleByArgument {
      case text
      case csv
      case json
      case markdown
    }

    @Argument(help: "The studies (SQLite), at least two.")
    var studies: [String]

    @Option(help: "text, csv, json or markdown.")
    var form = Form.text

    @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"))
    var output: String?

    func validate() throws {
      if studies.count < 2 { throw ValidationError("Give at least two studies.") }
    }

    var files: [FileUse] {
      studies.flatMap { FileUse.read(study: $0, as: "<studies>") }
        + FileUse.write(output, as: "--output")
    }

    func execute() throws -> ExitCode {
      let comparison = StudyComparison(
        try studies.map {
          (form == .text ? Console.shown($0) : $0, try StudyContent(StudyFile(existing: $0)))
        })
      let text =
        switch form {
        case .text: comparison.text
        case .csv: comparison.csv
        case .json: String(decoding: try comparison.bytes(), as: UTF8.self)
        case .markdown: comparison.markdown
        }
      try Console.deliver(text, to: output)
      return .success
    }
  }

  /// `temper study export`.
  struct Export: ReportingCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a study as CSV, JSON or a journal for Optuna.",
      discussion: """
        Studies with the same trials have the same CSV and JSON, byte for byte. The
        journal opens in optuna-dashboard, with violations as constraints.
        """)

    /// The forms of an exported study.
    enum Form: String, CaseIterable, ExpressibleByArgument {
      case csv
      case json
      case optunaJournal = "optuna-journal"
    }

    @Argument(help: "The study (SQLite).")
    var study: String

    @Option(help: "csv (a line per trial), json, or optuna-journal (JSON lines).")
    var form = Form.csv

    @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"))
    var output: String?

    var files: [FileUse] {
      FileUse.read(study: study, as: "<study>") + FileUse.write(output, as: "--output")
    }

    func execute() throws -> ExitCode {
      let content = try StudyContent(StudyFile(existing: study))
      let text =
        switch form {
        case .csv: content.csv
        case .json: String(decoding: try StudyDocument(content).bytes(), as: UTF8.self)
        case .optunaJournal: try content.optunaJournal(name: content.record.instance.name)
        }
      try Console.deliver(text, to: output)
      return .success
    }
  }
}
