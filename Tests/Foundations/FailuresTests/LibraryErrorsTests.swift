import ChildProcesses
import DispatchStudies
import Documents
import DurableFiles
import Failures
import Forecasts
import Incidents
import InstanceImports
import InstanceSources
import JointLearning
import JointStudies
import LinearPrograms
import Networks
import PatrolModel
import PlanFiles
import PlanOutput
import Planning
import QUBOFiles
import QUBOModel
import QUBOSolving
import ScheduleFlows
import ShiftFunctions
import Simulation
import Spreadsheets
import StudyOutput
import StudyStore
import Testing
import Texts
import Timetables
import Tuning
import WeightTuning
import _TemperTestSupport

@Suite("Errors of the libraries")
struct LibraryErrorsTests {
  /// An error with the kind that it is of.
  typealias Case = (error: any ClassifiedError, kind: FailureKind)

  /// Values that their modules alone can make, as they make them.
  private func thrown() throws -> [Case] {
    let tiny = try Examples.instance("tiny-3x3x3")
    let file = InstanceImport.File(name: "a.csv", bytes: [])
    let recipe = {
      try InstanceRecipe(name: "", sectorCount: 3, carCount: 3, stepCount: 3, seed: 1)
    }
    let model = try ScheduleQUBOFile(Examples.request("tiny-3x3x3"))
    return try [
      (error { try DurableFile.read("/nowhere/at/all") }, .unreadable),
      (error { try DurableFile.read(Examples.path("tiny-3x3x3"), limit: 1) }, .invalidData),
      (error { try DurableFile.checkCanWrite(to: "/nowhere/at/all") }, .cannotCreate),
      (error { try DelimitedTable(parsing: "a,\"b") }, .invalidData),
      (error { try JSONParser.parse(Array("{".utf8), file: "a.json") }, .invalidData),
      (error { try PatrolInstance(json: Array("{}".utf8), file: "a.json") }, .invalidData),
      (
        error { try InstanceImport(name: "a", travel: .table(file), demand: file).imported() },
        .invalidData
      ),
      (
        error {
          do {
            return try InstanceImport(name: "a", travel: .table(file), demand: file).imported()
          } catch let failure as ImportFailure { throw failure.errors[0] }
        }, .invalidData
      ),
      (error { try recipe() }, .usage),
      (error { try ScheduleCSV.entries(parsing: [], of: tiny, file: "a.csv") }, .invalidData),
      (error { try Schedule(entries: [], of: tiny) }, .invalidData),
      (error { try model.assignment(parsing: "2") }, .invalidData),
      (error { try QUBOFile([], file: "a.txt") }, .invalidData),
      (error { try PatrolInstance(contentsOf: "/nowhere/at/all") }, .unreadable),
      (error { try [TunedInstance](contentsOf: ["/nowhere/at/all"]) }, .unreadable),
      (error { try ChosenWeights(contentsOf: Examples.path("tiny-3x3x3")) }, .invalidData),
      (
        error { try SectorShapes(contentsOf: Examples.path("tiny-3x3x3"), for: tiny) }, .invalidData
      ),
      (error { try ResultDocument(parsing: [], file: "a.json") }, .invalidData),
      (error { try EarlierCalendar(parsing: [], file: "a.ics") }, .invalidData),
      (error { try SafetensorsFile(parsing: [], file: "a.safetensors") }, .invalidData),
    ]
  }

  /// Values that anyone can make.
  private let made: [Case] = [
    (WorkbookError.tooLarge, .invalidData), (WorkbookFileError.noArchive, .invalidData),
    (DispatchStudyError.noCars, .invalidData), (DutyError.noCars, .invalidData),
    (DispatchStudyError.unknownPolicy("x", known: ["dp"]), .usage),
    (DispatchStudyError.mixedClasses(declining: ["triage"]), .usage),
    (DispatchStudyError.noCheckpoint(file: "c", line: 2, expected: "x"), .invalidData),
    (DispatchStudyError.otherCheckpoint(file: "c"), .invalidData),
    (JointModelError.noModel(file: "x", key: "format", found: nil), .invalidData),
    (JointStudyError.unknownPolicy("x", known: ["y"]), .usage),
    (RegionError.areaTwice(1), .invalidData), (PlanCalendarError.badDate("x"), .usage),
    (PlanCalendarError.neverInService(Car.ID("1")), .invalidData),
    (QUBOError.energyOutOfRange, .invalidData),
    (QUBOError.memoryLimit(needed: 2, limit: 1), .invalidData),
    (QUBORunError.model(.energyOutOfRange), .invalidData),
    (QUBORunError.wrongEnergy(claimed: 1, recomputed: 2), .defect),
    (SolverError.unavailable(["x"]), .missingLibrary),
    (SolverError.pythonFailed("x"), .missingLibrary),
    (SolverError.failed(modelStatus: 4), .defect),
    (ExactError.solver(.unavailable([])), .missingLibrary),
    (ExactError.solver(.refused(call: "x")), .defect),
    (ExactError.tooLarge("x", remedy: .otherMethod("y")), .invalidData),
    (ExactError.notApplicable("x"), .invalidData), (ExactError.interrupted, .invalidData),
    (ExactError.wrongAnswer("x"), .defect), (SearchSpaceError.emptyName, .invalidData),
    (StudyError.spaceExhausted, .invalidData),
    (StudyError.store(.unavailable(reason: "x")), .inputOutput),
    (TrialStoreError.numberTaken(1), .invalidData),
    (StudyStoreError.missing(path: "x"), .unreadable),
    (StudyStoreError.readOnly(path: "x"), .cannotCreate),
    (StudyStoreError.locked(path: "x", seconds: 1), .locked),
    (StudyStoreError.device(path: "x", reason: "y"), .inputOutput),
    (StudyStoreError.notAStudy(path: "x", found: "y"), .invalidData),
    (FlowError.shortage(StepIndex(0), SectorIndex(0), cars: 1, needed: 2), .infeasible),
    (FlowError.notPaired(StepIndex(0), nil), .defect),
    (SolveError.model(.energyOutOfRange), .invalidData), (SolveError.refused("x"), .defect),
    (SolveError.infeasiblePlan("x"), .invalidData),
    (RosterRefusal(method: "x", features: [.pairs]), .invalidData),
    (TuneError.infeasible(instance: "x", []), .infeasible),
    (TuneError.nothingToTune("x"), .invalidData), (TuneError.run(.refused("x")), .defect),
    (TuneError.file(.locked(path: "x", seconds: 1)), .locked),
    (TuneError.study(.store(.unavailable(reason: "x"))), .inputOutput),
    (TuneError.study(.spaceExhausted), .invalidData),
    (TeamFileError.folder("x", reason: "y"), .unreadable),
    (TeamFileError.same("x", other: "y"), .invalidData),
    (ChosenWeightsError.otherInstance(path: "x", tuned: "y", given: "z"), .invalidData),
    (DocumentError.otherFormat(file: "x", found: "y", expected: "z"), .invalidData),
    (ReportError.needsInstance(file: "x"), .invalidData),
    (EarlierCalendarError(file: "x", problem: .noCalendar), .invalidData),
    (
      SectorShapesError.noSector(file: "x", example: "y", property: "id", found: "z"), .invalidData
    ),
    (IncidentFileError.unknownZone("x"), .usage),
    (IncidentFileError.noColumn(.time, file: "x", asked: nil, header: ["y"]), .invalidData),
    (ForecastError.unknownMethod("x", known: ["y"]), .usage),
    (ForecastError.noIncidents(method: "x"), .invalidData),
    (ForecastError.noCheckpoint(file: "x", found: nil), .invalidData),
    (ForecastError.otherTraining(file: "x", found: "y", expected: "z"), .invalidData),
    (ForecastError.program(.interrupted), .invalidData),
    (ForecastProgramError.notStarted(program: "x", reason: "y"), .unreadable),
    (ForecastProgramError.tooSlow(program: "x", seconds: 1), .invalidData),
    (ForecastProgramError.failed(program: "x", status: 1, complaint: "y"), .invalidData),
    (ProcessError("x", "y"), .unreadable),
  ]

  @Test("are of the kind that decides about the exit status, and name no option")
  func kinds() throws {
    for (error, kind) in try thrown() + made {
      #expect(error.account.kind == kind, "\(error)")
      #expect(!"\(error)".isEmpty && !"\(error)".contains("--") && !"\(error)".contains("\n"))
      #expect("\(error)" == error.account.line())
    }
  }

  @Test(
    "are all here",
    .enabled(if: !LibrarySources.files.isEmpty, Comment(rawValue: LibrarySources.areNeeded)))
  func complete() throws {
    let tested = Set(try (thrown() + made).map { "\(type(of: $0.error))" })
    // A plain search first: an expression takes most of a second for a thousand lines.
    let declared = LibrarySources.files.flatMap(\.lines).filter { $0.contains("ClassifiedError") }
      .compactMap {
        $0.firstMatch(of: /(?:enum|struct) (\w+): ClassifiedError\b/).map { String($0.1) }
      }
    #expect(declared.count > 20 && Set(declared).subtracting(tested) == [])
  }

  private func error(_ body: () throws -> Any) throws -> any ClassifiedError {
    var caught: (any Error)?
    do { _ = try body() } catch { caught = error }
    return try #require(caught as? any ClassifiedError)
  }
}
