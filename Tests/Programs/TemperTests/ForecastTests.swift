import Foundation
import Testing

@Suite("Forecasts")
struct ForecastTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func city(_ name: String = "city.csv", days: Int = 120) throws -> String {
    let run = try TemperRun(
      "forecast", "city", "--days", "\(days)", "--calls", "120", "--seed", "3", "-o", scratch[name])
    #expect(run.status == 0, "\(run.errors)")
    return scratch[name]
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("are judged on several files that are joined, as one JSON")
  func evaluate() throws {
    let whole = try city()
    let lines = try #require(scratch.text(of: "city.csv")).split(separator: "\n")
    let header = "\(lines[0])\n"
    let first = try scratch.write(
      (header + lines[1..<9_000].joined(separator: "\n")).utf8, to: "1.csv")
    let second = try scratch.write(
      (header + lines[8_000...].joined(separator: "\n")).utf8, to: "2.csv")
    func evaluate(_ files: [String]) throws -> [String: Any] {
      let run = try TemperRun(
        ["forecast", "evaluate", "--incidents"] + files
          + [
            "--train-to", "2024-04-01", "--test-to", "2024-04-30", "--method", "day-ahead",
            "--resolution", "0.02", "--json",
          ])
      #expect(run.status == 0, "\(run.errors)")
      return try object(run.output)
    }
    let (joined, alone) = (try evaluate([first, second]), try evaluate([whole]))
    for key in ["deviance", "logScore", "rmse", "coverage"] {
      let value = try #require(joined[key] as? Double)
      #expect(value > 0 && value == alone[key] as? Double, "\(key)")
    }
    let matches = try #require(joined["f1"] as? [[String: Any]])
    #expect(matches.count == 5)
    #expect(matches.allSatisfy { ($0["f1"] as? Double).map { $0 > 0 && $0 <= 1 } == true })
    #expect(joined["seconds"] is Double)
    #expect((joined["test"] as? [String: Any])?["days"] as? Int == 29)
  }

  @Test("compare two methods by day, in words")
  func against() throws {
    let run = try TemperRun(
      "forecast", "evaluate", "--incidents", city(), "--train-to", "2024-04-01", "--test-to",
      "2024-05-02", "--method", "hour-ahead", "--against", "uniform")
    #expect(run.status == 0)
    #expect(run.output.contains("Against    uniform: "))
    // The last record is of April 29: two days without any pass for quiet ones unless that is said.
    #expect(run.errors.contains("2 days before --test-to 2024-05-02"), "\(run.errors)")
  }

  /// A file that may be executed.
  private func program(_ text: String, _ name: String = "own.py") throws -> String {
    let path = try scratch.write(text.utf8, to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private static let evaluation = ["--train-to", "2024-04-01", "--test-to", "2024-04-15"]

  @Test("learn anew from time to time, if asked")
  func rollingOrigin() throws {
    let records = try city()
    func evaluate(_ options: String...) throws -> [String: Any] {
      let run = try TemperRun(
        ["forecast", "evaluate", "--incidents", records, "--method", "separable", "--json"]
          + Self.evaluation + options)
      #expect(run.status == 0, "\(run.errors)")
      return try object(run.output)
    }
    let (once, anew) = (try evaluate(), try evaluate("--refit-days", "5"))
    #expect(once["refitDays"] == nil && once["fits"] == nil)
    #expect(anew["refitDays"] as? Int == 5 && anew["fits"] as? Int == 3)
    #expect(once["deviance"] as? Double != anew["deviance"] as? Double)
    let text = try TemperRun(
      ["forecast", "evaluate", "--incidents", records, "--refit-days", "7"] + Self.evaluation)
    #expect(text.output.contains("learned anew after every 7 days, 2 times in all"))
  }

  @Test("of a program of one's own are compared with others, and fitted")
  func ownProgram() throws {
    let records = try city()
    let uniform = try program(
      """
      #!/bin/sh
      exec python3 -c '
      import json, sys
      asked = json.load(sys.stdin)
      cells = asked["grid"]["rows"] * asked["grid"]["columns"]
      rate = sum(count for _, _, count in asked["counts"]) / asked["known"]["hours"] / cells
      rates = [[rate] * cells] * asked["wanted"]["hours"]
      json.dump({"format": "temper-forecast-answer", "version": 1, "rates": rates}, sys.stdout)'
      """)
    let run = try TemperRun(
      ["forecast", "evaluate", "--incidents", records, "--method", "program", "--program", uniform]
        + Self.evaluation + ["--against", "uniform", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let result = try object(run.output)
    #expect(result["method"] as? String == "program")
    let difference = try #require(
      (result["against"] as? [String: Any])?["devianceDifference"] as? [String: Any])
    // Cells that had no incident make up the difference, if there are any.
    #expect(try abs(#require(difference["mean"] as? Double)) < 0.01)
    let fit = try TemperRun(
      "forecast", "fit", "--incidents", records, "--method", "day-ahead+program", "--program",
      uniform, "-o", scratch["shift.json"])
    #expect(fit.status == 0, "\(fit.errors)")
  }

  @Test(
    "of a program that fails are told by what is wrong",
    arguments: [
      (
        "echo '{\"format\": \"temper-forecast-answer\", \"version\": 1, \"rates\": []}'", 65,
        "$.rates"
      ),
      ("echo 'out of luck' >&2; exit 3", 65, "status 3, saying \"out of luck\""),
      ("sleep 100", 65, "within 0.5 seconds"), ("yes", 65, "wrote more than"),
    ])
  func failingProgram(script: String, status: Int, words: String) throws {
    let own = try program("#!/bin/sh\n\(script)\n")
    let run = try TemperRun(
      "forecast", "fit", "--incidents", city(), "--method", "program", "--program", own,
      "--program-time-limit", script.hasPrefix("sleep") ? "0.5" : "60")
    #expect(Int(run.status) == status && run.output == "")
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test("of networks go on from what was kept, to the same bytes")
  func checkpoint() throws {
    // Little more than the 84 days of which two thirds are the 56 that networks ask for, and few cells.
    let records = try city(days: 85)
    func fit(_ name: String, _ options: String...) throws -> TemperRun {
      try TemperRun(
        [
          "forecast", "fit", "--incidents", records, "--method", "st-resnet-offset",
          "--resolution", "0.08", "-o", scratch[name],
        ] + options)
    }
    let whole = try fit("whole.json", "--checkpoint", scratch["run"], "--threads", "2")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.errors.contains("training   st-resnet-offset, seed 1: epoch 1 of at most 11"))
    // All that was trained is there, so nothing is trained.
    let again = try fit("again.json", "--checkpoint", scratch["run"], "--resume", "--threads", "1")
    #expect(again.status == 0 && !again.errors.contains("training"), "\(again.errors)")
    #expect(scratch.text(of: "again.json") == scratch.text(of: "whole.json"))
    let other = try TemperRun(
      "forecast", "fit", "--incidents", records, "--method", "st-resnet-poisson",
      "--resolution", "0.08", "--checkpoint", scratch["run"], "--resume")
    #expect(other.status == 65 && other.errors.contains("keeps the training of st-resnet-offset"))
  }

  @Test("of a shift become scenarios, the same from the same seed")
  func sample() throws {
    let records = try city()
    let fit = try TemperRun(
      "forecast", "fit", "--incidents", records, "--from", "16", "--hours", "8", "-o",
      scratch["shift.json"])
    #expect(fit.status == 0, "\(fit.errors)")
    #expect(fit.errors.contains("Incidents  "))
    let forecast = try object(try #require(scratch.text(of: "shift.json")))
    #expect(forecast["shift"] as? String == "2024-04-30 16:00")
    func sample(_ options: String...) throws -> String {
      let run = try TemperRun(
        ["forecast", "sample", scratch["shift.json"], "--incidents", records, "-q"] + options)
      #expect(run.status == 0, "\(run.errors)")
      return run.output
    }
    let drawn = try sample("--scenarios", "20", "--seed", "4")
    #expect(drawn.hasPrefix("scenario,minute,time,latitude,longitude,type,priority\r\n"))
    #expect(try sample("--scenarios", "20", "--seed", "4") == drawn)
    #expect(try sample("--scenarios", "20", "--seed", "5") != drawn)
    #expect(try drawn.hasPrefix(sample("--scenarios", "3", "--seed", "4")))
    for model in ["poisson", "systematic", "rounding"] {
      #expect(try sample("--model", model, "--places", "uniform").contains("scenario"))
    }
  }

  @Test("tell of every record that is left out, with its line")
  func statement() throws {
    _ = try city()
    let text = try #require(scratch.text(of: "city.csv"))
    let bad = try scratch.write(
      (text + "2024-05-01 10:00,theft,-10.0,-39.9\n2024-05-01,theft\n").utf8, to: "bad.csv")
    let lines = text.split(separator: "\n").count
    let run = try TemperRun(
      "forecast", "fit", "--incidents", bad, "--date", "2024-05-01", "-o", scratch["a.json"])
    #expect(run.status == 0)
    #expect(
      run.errors.contains("latitude and longitude that changed places (\(bad), line \(lines + 1))"))
    #expect(run.errors.contains("line \(lines + 2))"))
  }

  @Test(
    "say what is wrong, with the status for it",
    arguments: [
      ("fit --incidents @none.csv", 66, "none.csv"),
      ("fit --incidents @words.csv", 65, "expected one for time"),
      ("evaluate --incidents @few.csv --train-to 2024-01-03 --test-to 2024-01-04", 65, "days"),
      ("evaluate --incidents @few.csv --train-to 2024-01-03 --test-to 2024-01-03", 64, "--test-to"),
      ("evaluate --incidents @few.csv --train-to soon --test-to 2024-01-03", 64, "date"),
      (
        "evaluate --incidents @few.csv --train-to 2023-01-01 --test-to 2024-01-03", 65,
        "first record"
      ),
      ("fit --incidents @few.csv --method crystal-ball", 64, "crystal-ball"),
      ("fit --incidents @few.csv --method program", 64, "--program"),
      ("fit --incidents @few.csv --resume", 64, "--checkpoint"),
      ("fit --incidents @few.csv --batch-norm 8", 64, "has no network"),
      ("fit --incidents @few.csv --method st-resnet --batch-norm 33", 64, "batch-norm"),
      ("fit --incidents @few.csv --resolution 7", 64, "resolution"),
      ("fit --incidents @few.csv --column when=time", 64, "names no column"),
      ("sample @few.csv --incidents @few.csv", 65, "JSON"),
    ])
  func failures(line: String, status: Int, word: String) throws {
    _ = try scratch.write("a,b\n1,2\n".utf8, to: "words.csv")
    _ = try scratch.write(
      "time,lat,lon\n2024-01-01 10:00,1,2\n2024-01-02 10:00,1,2\n".utf8, to: "few.csv")
    let run = try TemperRun(
      ["forecast"]
        + line.split(separator: " ").map {
          $0.hasPrefix("@") ? scratch["\($0.dropFirst())"] : "\($0)"
        })
    #expect(Int(run.status) == status, "\(run.errors)")
    #expect(run.errors.contains(word), "\(run.errors)")
    #expect(run.output == "")
  }
}
