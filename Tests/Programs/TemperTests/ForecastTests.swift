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
