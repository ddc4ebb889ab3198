// swift-tools-version: 6.2
import PackageDescription

// The house of Temper: floors, and targets on them. A target imports what it lists, which is on a
// lower floor; floors of one height never import each other; arrows inside a floor stand in one
// table below. The manifest refuses any other arrow when it is read (docs/dev/architecture.md).

let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

// Included by the C files, once per instruction set.
let kernelSources = ["bundle_kernels.inc", "dense_kernels.inc", "kernels.inc", "vectors.inc"]
let networkKernelSources = ["kernels.inc"]

// MARK: - Floors and their targets

let foundations = Floor(
  "Foundations", height: 0,
  [
    // In C, because Swift may not call vfork.
    Room("CChildProcesses", kind: .c(included: [])),
    Room("CZlib", kind: .system(package: "zlib", debian: "zlib1g-dev")),
    Room("ChildProcesses", on: ["CChildProcesses", "Failures"]),
    Room("DurableFiles", on: ["Failures"]),
    Room("Failures"),
    Room("Figures"),
    Room("Machine", on: ["DurableFiles"]),
    Room("RandomStreams"),
    Room("Spreadsheets", on: ["CZlib", "Failures"]),
    Room("Tables", on: ["Failures", "Spreadsheets", "Texts"]),
    Room("Texts", on: ["Failures"]),
  ],
  arrows: [
    "ChildProcesses": ["CChildProcesses", "Failures"], "DurableFiles": ["Failures"],
    "Machine": ["DurableFiles"],
    "Spreadsheets": ["CZlib", "Failures"], "Tables": ["Failures", "Spreadsheets", "Texts"],
    "Texts": ["Failures"],
  ])

let domain = Floor(
  "Domain", height: 1,
  [
    Room("Incidents", on: ["CZlib", "DurableFiles", "Failures", "RandomStreams", "Texts"]),
    Room("ImportTables", on: ["Failures", "PatrolModel", "Tables", "Texts"]),
    Room("InstanceImports", on: ["Failures", "ImportTables", "PatrolModel", "Tables", "Texts"]),
    Room("InstanceSources", on: ["DurableFiles", "Failures", "PatrolModel", "RandomStreams"]),
    Room("Contradictions", on: ["PatrolModel"]),
    Room("PatrolModel", on: ["Failures", "Texts"]),
    Room(
      "PlanFiles", on: ["Failures", "Figures", "PatrolModel", "Spreadsheets", "Tables", "Texts"]),
    Room("ScheduleChecking", on: ["PatrolModel", "Texts"]),
  ],
  arrows: [
    "Contradictions": ["PatrolModel"], "ImportTables": ["PatrolModel"],
    "InstanceImports": ["ImportTables", "PatrolModel"],
    "InstanceSources": ["PatrolModel"], "PlanFiles": ["PatrolModel"],
    "ScheduleChecking": ["PatrolModel"],
  ])

let optimisation = Floor(
  "Optimisation", height: 1,
  [
    Room(
      "Annealing",
      on: ["FlipWalks", "LayeredWalks", "QUBOModel", "RandomStreams", "Tempering"]),
    // In C, because only its functions can be compiled for more than one instruction set in one
    // build without flags that SwiftPM refuses in dependencies.
    Room("CAnnealKernels", kind: .c(included: kernelSources)),
    Room("CGSL", kind: .system(package: "gsl", debian: "libgsl-dev")),
    Room("CHiGHS", kind: .c(included: ["LICENSE", "README.md"])),
    Room("Coefficients", on: ["QUBOModel"]),
    Room("FlipWalks", on: ["CAnnealKernels", "QUBOModel", "RandomStreams", "Tempering"]),
    Room(
      "KernelBenchmarks",
      on: ["Annealing", "Machine", "QUBOFamilies", "QUBOModel", "RandomStreams"]),
    Room("LayeredWalks", on: ["QUBOModel", "RandomStreams", "Tempering"]),
    Room(
      "LinearPrograms", on: ["CHiGHS", "ChildProcesses", "Failures"],
      embedding: ["Python/cpsat.py"]),
    Room("Polynomials", on: ["QUBOModel"]),
    Room("QUBOFamilies", on: ["QUBOFiles", "QUBOModel", "RandomStreams"]),
    Room(
      "QUBOFiles", on: ["Coefficients", "Failures", "Polynomials", "QUBOModel", "Texts"]),
    Room("QUBOModel", on: ["Failures", "Figures"]),
    Room("QUBOReduction", on: ["QUBOModel"]),
    Room(
      "QUBOSolving",
      on: [
        "Annealing", "Coefficients", "Failures", "Figures", "LinearPrograms", "Polynomials",
        "QUBOFiles", "QUBOModel", "QUBOReduction", "Tuning",
      ]),
    Room("StudyStore", on: ["DurableFiles", "Failures", "Texts", "Tuning"], products: [.grdb]),
    Room("Tempering", on: ["RandomStreams"]),
    Room("Tuning", on: ["CGSL", "Failures", "RandomStreams"]),
  ],
  arrows: [
    "Annealing": ["FlipWalks", "LayeredWalks", "QUBOModel", "Tempering"],
    "FlipWalks": ["CAnnealKernels", "QUBOModel", "Tempering"],
    "Coefficients": ["QUBOModel"],
    "KernelBenchmarks": ["Annealing", "QUBOFamilies", "QUBOModel"],
    "LayeredWalks": ["QUBOModel", "Tempering"],
    "LinearPrograms": ["CHiGHS"],
    "Polynomials": ["QUBOModel"],
    "QUBOFamilies": ["QUBOFiles", "QUBOModel"],
    "QUBOFiles": ["Coefficients", "Polynomials", "QUBOModel"],
    "QUBOReduction": ["QUBOModel"],
    "QUBOSolving": [
      "Annealing", "Coefficients", "LinearPrograms", "Polynomials", "QUBOFiles", "QUBOModel",
      "QUBOReduction", "Tuning",
    ],
    "StudyStore": ["Tuning"], "Tuning": ["CGSL"],
  ])

let learning = Floor(
  "Learning", height: 1,
  [
    // In C for the reason that the annealer's kernels are.
    Room("CNetworkKernels", kind: .c(included: networkKernelSources)),
    Room("Networks", on: ["CNetworkKernels", "Failures", "RandomStreams", "Texts"]),
    Room("Reinforcement", on: ["Networks", "RandomStreams"]),
  ],
  arrows: ["Networks": ["CNetworkKernels"], "Reinforcement": ["Networks"]])

let scheduling = Floor(
  "Scheduling", height: 2,
  [
    Room(
      "Comparing",
      on: [
        "Annealing", "ExactScheduling", "Failures", "Figures", "LinearPrograms", "Machine",
        "PatrolModel", "Planning", "Rosters", "ScheduleChecking",
      ]),
    Room("ExactScheduling", on: ["Failures", "LinearPrograms", "PatrolModel", "ScheduleFlows"]),
    Room("PenaltyModel", on: ["PatrolModel", "QUBOModel"]),
    Room(
      "Planning",
      on: [
        "Annealing", "Contradictions", "ExactScheduling", "Failures", "LinearPrograms",
        "PatrolModel", "PenaltyModel", "QUBOModel", "ScheduleChecking", "ScheduleFlows",
      ]),
    Room(
      "RosterPenalties", on: ["PatrolModel", "PenaltyModel", "QUBOModel", "RosterPrograms"]),
    Room(
      "RosterPrograms",
      on: ["LinearPrograms", "PatrolModel", "ScheduleChecking", "Tempering"]),
    Room(
      "Rosters",
      on: [
        "Contradictions", "LinearPrograms", "PatrolModel", "RandomStreams", "RosterPrograms",
        "ScheduleChecking", "Tempering",
      ]),
    Room("ScheduleFlows", on: ["Failures", "PatrolModel"]),
    Room(
      "ShiftFunctions",
      on: [
        "PatrolModel", "PenaltyModel", "Planning", "QUBOFiles", "QUBOModel", "RosterPenalties",
        "ScheduleChecking",
      ]),
    Room(
      "WeightTuning",
      on: [
        "Annealing", "Contradictions", "DurableFiles", "Failures", "InstanceSources", "PatrolModel",
        "PenaltyModel",
        "Planning", "QUBOModel", "RandomStreams", "ScheduleChecking", "StudyStore", "Texts",
        "Tuning",
      ]),
  ],
  arrows: [
    "Comparing": ["ExactScheduling", "Planning", "Rosters"], "ExactScheduling": ["ScheduleFlows"],
    "Planning": ["ExactScheduling", "PenaltyModel", "ScheduleFlows"],
    "RosterPenalties": ["PenaltyModel", "RosterPrograms"], "Rosters": ["RosterPrograms"],
    "ShiftFunctions": ["PenaltyModel", "Planning", "RosterPenalties"],
    "WeightTuning": ["PenaltyModel", "Planning"],
  ])

let demand = Floor(
  "Demand", height: 2,
  [
    Room("CarDemand", on: ["Incidents", "LinearPrograms", "RandomStreams"]),
    Room("ForecastMetrics", on: ["Forecasts", "Incidents", "RandomStreams", "Scenarios"]),
    Room(
      "Forecasts",
      on: [
        "ChildProcesses", "DurableFiles", "Failures", "Incidents", "Networks", "RandomStreams",
        "Texts",
      ]),
    Room("Scenarios", on: ["Forecasts", "Incidents", "RandomStreams"]),
  ],
  arrows: [
    "ForecastMetrics": ["Forecasts", "Scenarios"], "Scenarios": ["Forecasts"],
  ])

let operations = Floor(
  "Operations", height: 2,
  [
    Room(
      "DispatchStudies",
      on: [
        "Dispatching", "DurableFiles", "Failures", "RandomStreams", "Simulation", "Tempering",
        "Texts", "Timetables",
      ]),
    Room("Dispatching", on: ["RandomStreams", "Simulation"]),
    Room(
      "DispatchLearning",
      on: [
        "DispatchStudies", "Dispatching", "Failures", "Networks", "RandomStreams",
        "Reinforcement", "Simulation", "Tempering", "Texts",
      ]),
    Room("Districting", on: ["LinearPrograms", "PatrolRouting"]),
    Room(
      "JointLearning",
      on: [
        "Failures", "JointPatrol", "LinearPrograms", "Networks", "RandomStreams", "Reinforcement",
        "Tempering", "Texts",
      ]),
    Room("JointPatrol", on: ["Failures", "RandomStreams", "Tempering", "Texts"]),
    Room(
      "JointStudies",
      on: ["DispatchStudies", "Failures", "JointPatrol", "RandomStreams", "Tempering", "Texts"]),
    Room("PatrolRouting", on: ["Failures", "RandomStreams", "Tempering", "Texts"]),
    Room("Simulation", on: ["DurableFiles", "Failures", "RandomStreams", "Texts"]),
    Room(
      "Timetables",
      on: ["Failures", "LinearPrograms", "PatrolModel", "Simulation", "Texts"]),
  ],
  arrows: [
    "DispatchLearning": ["DispatchStudies", "Dispatching", "Simulation"],
    "DispatchStudies": ["Dispatching", "Simulation", "Timetables"],
    "Dispatching": ["Simulation"], "Districting": ["PatrolRouting"],
    "JointLearning": ["JointPatrol"], "JointStudies": ["DispatchStudies", "JointPatrol"],
    "Timetables": ["Simulation"],
  ])

let presentation = Floor(
  "Presentation", height: 3,
  [
    Room(
      "ComparisonOutput",
      on: [
        "Comparing", "Documents", "Figures", "InstanceSources", "LinearPrograms", "Machine",
        "PatrolModel", "Reports", "Texts",
      ]),
    Room(
      "DemandOutput",
      on: ["CarDemand", "Documents", "Figures", "ForecastOutput", "PatrolModel", "Reports"]),
    Room(
      "DispatchOutput",
      on: [
        "DispatchLearning", "DispatchStudies", "Documents", "Figures", "Reports", "Simulation",
        "Timetables",
      ]),
    Room("Documents", on: ["Failures", "PatrolModel", "Texts"]),
    Room(
      "ForecastOutput",
      on: [
        "Documents", "Figures", "ForecastMetrics", "Forecasts", "Incidents", "Reports",
        "Scenarios", "Texts",
      ]),
    Room(
      "JointOutput",
      on: [
        "DispatchStudies", "Documents", "Figures", "JointLearning", "JointPatrol",
        "JointStudies", "Reports",
      ]),
    Room(
      "PlanOutput",
      on: [
        "Annealing", "Contradictions", "Documents", "DurableFiles", "ExactScheduling", "Failures",
        "Figures",
        "InstanceSources", "LinearPrograms", "PatrolModel", "PenaltyModel", "PlanFiles",
        "Planning", "Reports", "RosterPenalties", "RosterPrograms", "Rosters", "ScheduleChecking",
        "ShiftFunctions", "Texts",
      ]),
    Room(
      "QUBOOutput",
      on: [
        "Annealing", "Coefficients", "Documents", "Figures", "KernelBenchmarks", "LinearPrograms",
        "QUBOFiles", "QUBOModel", "QUBOReduction", "QUBOSolving", "Reports",
      ]),
    Room("Reports", on: ["Figures", "PatrolModel"]),
    Room(
      "RouteOutput",
      on: [
        "Districting", "Documents", "Figures", "PatrolModel", "PatrolRouting", "Reports", "Texts",
      ]),
    Room(
      "StudyOutput",
      on: [
        "Documents", "DurableFiles", "Failures", "Figures", "InstanceSources", "PatrolModel",
        "PenaltyModel", "PlanOutput", "Planning", "Reports", "StudyStore", "Texts", "Tuning",
        "WeightTuning",
      ]),
  ],
  arrows: [
    "ComparisonOutput": ["Documents", "Reports"],
    "DemandOutput": ["Documents", "ForecastOutput", "Reports"],
    "DispatchOutput": ["Documents", "Reports"], "ForecastOutput": ["Documents", "Reports"],
    "JointOutput": ["Documents", "Reports"], "PlanOutput": ["Documents", "Reports"],
    "QUBOOutput": ["Documents", "Reports"], "RouteOutput": ["Documents", "Reports"],
    "StudyOutput": ["Documents", "PlanOutput", "Reports"],
  ])

let programs = Floor(
  "Programs", height: 4,
  [
    // Where they are used together: what clients import, and what commands do.
    Room(
      "Temper",
      on: [
        "Annealing", "Coefficients", "Contradictions", "ExactScheduling", "Failures",
        "InstanceImports", "InstanceSources", "LinearPrograms", "PatrolModel", "PenaltyModel",
        "PlanFiles", "Planning", "Polynomials", "QUBOFamilies", "QUBOFiles", "QUBOModel",
        "QUBOSolving", "RosterPenalties", "RosterPrograms", "Rosters", "ScheduleChecking",
        "ShiftFunctions",
      ]),
    Room(
      "CommandSupport",
      on: [
        "ComparisonOutput", "DurableFiles", "Failures", "Figures", "Machine", "PlanOutput",
        "QUBOOutput", "Reports", "StudyOutput", "Temper", "Texts",
      ],
      products: [.argumentParser]),
    Room(
      "DataCommands", on: ["CommandSupport", "DurableFiles", "Tables", "Temper", "Texts"],
      products: [.argumentParser]),
    Room(
      "ForecastCommands",
      on: [
        "CarDemand", "CommandSupport", "DemandOutput", "Documents", "DurableFiles", "Figures",
        "ForecastMetrics", "ForecastOutput", "Forecasts", "Incidents", "Networks",
        "RandomStreams", "Scenarios", "Temper",
      ],
      products: [.argumentParser]),
    Room(
      "JointCommands",
      on: [
        "CommandSupport", "Documents", "DurableFiles", "Figures", "JointLearning", "JointOutput",
        "JointPatrol", "JointStudies", "Networks",
      ],
      products: [.argumentParser]),
    Room(
      "MachineCommands",
      on: ["CommandSupport", "KernelBenchmarks", "QUBOOutput", "Temper"],
      products: [.argumentParser]),
    Room(
      "OperationsCommands",
      on: [
        "CommandSupport", "DispatchLearning", "DispatchOutput", "DispatchStudies", "Dispatching",
        "Documents", "DurableFiles", "Figures", "LinearPrograms", "Networks", "RandomStreams",
        "Simulation", "Temper", "Texts", "Timetables",
      ],
      products: [.argumentParser]),
    Room(
      "PlanCommands",
      on: [
        "CommandSupport", "Documents", "DurableFiles", "Figures", "PlanOutput", "Reports",
        "StudyOutput", "Temper", "Texts",
      ],
      products: [.argumentParser]),
    Room(
      "QUBOCommands",
      on: [
        "CommandSupport", "Documents", "DurableFiles", "Figures", "Machine", "PlanOutput",
        "QUBOOutput", "Reports", "Temper",
      ],
      products: [.argumentParser]),
    Room(
      "ReportCommands",
      on: [
        "CommandSupport", "ComparisonOutput", "Documents", "DurableFiles", "PlanOutput",
        "QUBOOutput", "Reports", "StudyOutput", "StudyStore", "Temper", "WeightTuning",
      ],
      products: [.argumentParser]),
    Room(
      "RouteCommands",
      on: [
        "CommandSupport", "Districting", "Documents", "DurableFiles", "Figures", "LinearPrograms",
        "PatrolRouting", "Reports", "RouteOutput",
      ],
      products: [.argumentParser]),
    Room(
      "StudyCommands",
      on: [
        "CommandSupport", "Comparing", "ComparisonOutput", "Documents", "DurableFiles",
        "Figures", "PlanOutput", "Reports", "StudyOutput", "StudyStore", "Temper", "Tuning",
        "WeightTuning",
      ],
      products: [.argumentParser]),
    Room(
      "temper", kind: .program,
      on: [
        "CommandSupport", "DataCommands", "ForecastCommands", "JointCommands", "MachineCommands",
        "OperationsCommands", "PlanCommands", "QUBOCommands", "ReportCommands", "RouteCommands",
        "StudyCommands",
      ],
      products: [.argumentParser]),
  ],
  arrows: [
    "CommandSupport": ["Temper"], "DataCommands": ["CommandSupport", "Temper"],
    "ForecastCommands": ["CommandSupport", "Temper"],
    "JointCommands": ["CommandSupport"], "MachineCommands": ["CommandSupport", "Temper"],
    "OperationsCommands": ["CommandSupport", "Temper"],
    "PlanCommands": ["CommandSupport", "Temper"], "QUBOCommands": ["CommandSupport", "Temper"],
    "ReportCommands": ["CommandSupport", "Temper"], "RouteCommands": ["CommandSupport"],
    "StudyCommands": ["CommandSupport", "Temper"],
    "temper": [
      "CommandSupport", "DataCommands", "ForecastCommands", "JointCommands", "MachineCommands",
      "OperationsCommands", "PlanCommands", "QUBOCommands", "ReportCommands", "RouteCommands",
      "StudyCommands",
    ],
  ])

let house = House(
  [
    foundations, domain, optimisation, learning, scheduling, demand, operations, presentation,
    programs,
  ])

// MARK: - Tests, one target per source target

let tests: [Target] = [
  // What tests share: oracles, random cases, statistics. No product depends on it.
  .target(
    name: "_TemperTestSupport",
    dependencies: [
      "Annealing", "CGSL", "CZlib", "Failures", "InstanceSources", "LinearPrograms", "PatrolModel",
      "Planning", "QUBOModel", "RandomStreams", "Tuning",
    ],
    path: "Tests/Support", swiftSettings: strict),

  // Readers of files and what has to hold of them: for tests here, and for Fuzzing/, a package of
  // its own.
  .target(
    name: "_ReaderChecks",
    dependencies: [
      "Coefficients", "ComparisonOutput", "DispatchLearning", "Documents", "Failures",
      "ForecastOutput", "Forecasts", "Incidents", "InstanceImports", "InstanceSources",
      "JointLearning", "JointPatrol", "Networks", "PatrolModel", "PatrolRouting", "PlanFiles",
      "PlanOutput", "QUBOFiles", "QUBOModel", "QUBOOutput", "RandomStreams", "RouteOutput",
      "Simulation", "Spreadsheets", "StudyOutput", "StudyStore", "Tables", "Texts",
    ],
    path: "Tests/ReaderChecks", swiftSettings: strict),
  .testTarget(
    name: "RegressionTests", dependencies: ["_ReaderChecks"], path: "Tests/Regressions",
    swiftSettings: strict),

  // Processes for tests to kill, stop and ask.
  .executableTarget(
    name: "DurableWriterFixture", dependencies: ["DurableFiles"],
    path: "Tests/Fixtures/DurableWriterFixture", swiftSettings: strict),
  .executableTarget(
    name: "SolverFixture", dependencies: ["LinearPrograms"],
    path: "Tests/Fixtures/SolverFixture", swiftSettings: strict),
  // For Tests/Acceptance/networks.py, which holds it against PyTorch.
  .executableTarget(
    name: "NetworkFixture", dependencies: ["Networks"],
    path: "Tests/Fixtures/NetworkFixture", swiftSettings: strict),
  // What a service would do all day, for `make soak`.
  .executableTarget(
    name: "SoakFixture",
    dependencies: [
      "Annealing", "InstanceSources", "PatrolModel", "Planning", "QUBOFiles", "QUBOSolving",
      "StudyStore", "Tuning", "WeightTuning",
    ],
    path: "Tests/Fixtures/SoakFixture", swiftSettings: strict),
  .executableTarget(
    name: "StudyWorkerFixture", dependencies: ["StudyStore", "Tuning"],
    path: "Tests/Fixtures/StudyWorkerFixture", swiftSettings: strict),

  house.tests("ChildProcesses"),
  house.tests("DurableFiles", with: ["DurableWriterFixture", "Failures", "RandomStreams"]),
  house.tests(
    "Failures",
    with: [
      "ChildProcesses", "DispatchStudies", "DurableFiles", "Documents", "Forecasts", "Incidents",
      "InstanceImports",
      "InstanceSources", "JointLearning", "JointStudies", "LinearPrograms", "Networks",
      "PatrolModel", "PlanFiles",
      "PlanOutput", "Planning", "QUBOFiles", "QUBOModel",
      "QUBOSolving", "ScheduleFlows", "ShiftFunctions", "Simulation", "Spreadsheets", "StudyOutput",
      "StudyStore", "Texts", "Timetables",
      "Tuning", "WeightTuning",
    ]),
  house.tests("Figures"),
  house.tests("RandomStreams"),
  house.tests("Spreadsheets", with: ["RandomStreams"]),
  house.tests("Tables", with: ["Spreadsheets"]),
  house.tests("Texts", with: ["RandomStreams"]),

  house.tests("Incidents", with: ["CZlib", "RandomStreams", "Texts"]),
  house.tests("InstanceImports", with: ["Failures", "PatrolModel", "RandomStreams"]),
  house.tests(
    "InstanceSources", with: ["Machine", "PatrolModel", "PlanOutput", "RandomStreams"]),
  house.tests("Contradictions", with: ["PatrolModel", "ScheduleChecking"]),
  house.tests("PatrolModel", with: ["Contradictions", "Failures", "RandomStreams"]),
  house.tests(
    "PlanFiles",
    with: ["Failures", "PatrolModel", "RandomStreams", "ScheduleChecking", "Texts"]),
  house.tests("ScheduleChecking", with: ["PatrolModel", "RandomStreams"]),

  house.tests(
    "Annealing",
    with: ["PatrolModel", "PenaltyModel", "QUBOModel", "RandomStreams"]),
  house.tests("Coefficients", with: ["QUBOFiles", "QUBOModel", "RandomStreams"]),
  house.tests("FlipWalks", with: ["QUBOModel", "RandomStreams", "Tempering"]),
  house.tests("LayeredWalks", with: ["QUBOModel", "RandomStreams", "Tempering"]),
  house.tests("LinearPrograms", with: ["Failures", "RandomStreams", "SolverFixture"]),
  house.tests("Polynomials", with: ["QUBOModel", "RandomStreams"]),
  house.tests("QUBOFamilies", with: ["Coefficients", "QUBOFiles", "QUBOModel", "RandomStreams"]),
  house.tests(
    "QUBOFiles",
    with: ["Coefficients", "Failures", "Polynomials", "QUBOModel", "RandomStreams"]),
  house.tests("QUBOModel", with: ["Failures", "RandomStreams"]),
  house.tests("QUBOReduction", with: ["QUBOModel", "RandomStreams"]),
  house.tests(
    "QUBOSolving",
    with: [
      "Annealing", "Coefficients", "LinearPrograms", "QUBOFamilies", "QUBOFiles", "QUBOModel",
      "RandomStreams",
    ]),
  house.tests("Tempering", with: ["RandomStreams"]),
  house.tests(
    "StudyStore", with: ["RandomStreams", "StudyWorkerFixture", "Tuning"], products: [.grdb]),
  house.tests("Tuning", with: ["RandomStreams"], golden: ["truncated-normal.csv"]),

  house.tests("Reinforcement", with: ["Networks", "RandomStreams"]),
  house.tests("Networks", with: ["RandomStreams"]),

  house.tests(
    "Comparing",
    with: [
      "Annealing", "ComparisonOutput", "Documents", "Failures", "Figures", "PatrolModel",
      "Planning", "Reports", "ScheduleChecking",
    ]),
  house.tests(
    "ExactScheduling",
    with: [
      "Failures", "InstanceSources", "LinearPrograms", "PatrolModel", "RandomStreams",
      "ScheduleChecking",
      "ScheduleFlows",
    ]),
  house.tests(
    "PenaltyModel", with: ["Contradictions", "PatrolModel", "QUBOModel", "RandomStreams"]),
  house.tests(
    "Planning",
    with: [
      "Documents",
      "Annealing", "Contradictions", "ExactScheduling", "Failures", "InstanceSources",
      "LinearPrograms", "PatrolModel", "PenaltyModel", "PlanOutput", "QUBOFiles", "QUBOModel",
      "RandomStreams", "ScheduleChecking",
    ]),
  house.tests(
    "RosterPenalties",
    with: ["PatrolModel", "PenaltyModel", "QUBOModel", "ScheduleChecking"]),
  house.tests(
    "Rosters",
    with: [
      "InstanceSources", "PatrolModel", "PlanFiles", "RandomStreams", "RosterPrograms",
      "ScheduleChecking",
    ]),
  house.tests("ScheduleFlows", with: ["PatrolModel", "RandomStreams", "ScheduleChecking"]),
  house.tests(
    "ShiftFunctions",
    with: [
      "InstanceSources", "PatrolModel", "PenaltyModel", "Planning", "QUBOModel", "ScheduleChecking",
    ]),
  house.tests(
    "WeightTuning",
    with: [
      "Failures", "PatrolModel", "PenaltyModel", "Planning", "RandomStreams", "StudyStore",
      "Tuning",
    ]),

  house.tests("CarDemand", with: ["Incidents", "LinearPrograms", "RandomStreams"]),
  house.tests(
    "ForecastMetrics", with: ["Forecasts", "Incidents", "RandomStreams", "Scenarios"]),
  house.tests("Forecasts", with: ["DurableFiles", "Incidents", "Networks", "RandomStreams"]),
  house.tests("Scenarios", with: ["Forecasts", "Incidents", "RandomStreams"]),

  house.tests(
    "DispatchStudies",
    with: ["DispatchOutput", "Dispatching", "Documents", "RandomStreams", "Simulation"]),
  house.tests(
    "JointLearning",
    with: [
      "JointPatrol", "JointStudies", "LinearPrograms", "Networks", "RandomStreams", "Reinforcement",
    ]),
  house.tests("JointPatrol", with: ["RandomStreams", "Texts"]),
  house.tests(
    "JointStudies",
    with: ["DispatchStudies", "Documents", "JointOutput", "JointPatrol", "RandomStreams"]),
  house.tests("Dispatching", with: ["RandomStreams", "Simulation", "Timetables"]),
  house.tests(
    "DispatchLearning",
    with: ["DispatchStudies", "Dispatching", "Networks", "RandomStreams", "Simulation"]),
  house.tests("Simulation", with: ["CGSL", "RandomStreams"]),
  house.tests(
    "Timetables", with: ["LinearPrograms", "PatrolModel", "RandomStreams", "Simulation"]),
  house.tests("Districting", with: ["LinearPrograms", "PatrolRouting"]),
  house.tests(
    "PatrolRouting", with: ["Districting", "LinearPrograms", "RandomStreams", "Texts"]),

  house.tests("ForecastOutput", with: ["ForecastMetrics", "Forecasts", "Incidents"]),
  house.tests(
    "PlanOutput",
    with: ["Documents", "Annealing", "PatrolModel", "PenaltyModel", "Planning", "Reports"]),
  house.tests(
    "QUBOOutput",
    with: [
      "Annealing", "Coefficients", "Documents", "QUBOFiles", "QUBOModel", "QUBOSolving", "Reports",
    ]),
  house.tests("Reports", with: ["PatrolModel", "RandomStreams"], golden: ["Golden"]),
  house.tests("RouteOutput", with: ["Districting", "Documents", "PatrolRouting", "Reports"]),
  house.tests(
    "StudyOutput",
    with: [
      "InstanceSources", "PatrolModel", "PlanOutput", "RandomStreams", "Reports", "StudyStore",
      "Tuning", "WeightTuning",
    ], golden: ["Golden"]),

  house.tests("ReportCommands"),
  house.tests(
    "temper", with: ["CommandSupport", "Failures", "LinearPrograms", "RandomStreams"],
    golden: ["Golden"]),
]

let package = Package(
  name: "temper",
  products: [
    .executable(name: "temper", targets: ["temper"]),
    .library(name: "Temper", targets: ["Temper"]),
    .library(name: "Tuning", targets: ["Tuning"]),
  ]
    // For Fuzzing/ alone: nobody else depends on what tests share.
    + (Context.environment["TEMPER_FUZZING"] == nil
      ? [] : [.library(name: "_ReaderChecks", targets: ["_ReaderChecks"])]),
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: house.targets + tests
)

// MARK: - How the house stands

/// A target, with what it imports.
struct Room {
  enum Kind {
    case library, program
    case c(included: [String])
    case system(package: String, debian: String)
  }

  enum Product {
    case argumentParser, grdb

    var dependency: Target.Dependency {
      switch self {
      case .argumentParser:
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      case .grdb: .product(name: "GRDB", package: "GRDB.swift")
      }
    }
  }

  let name: String
  let kind: Kind
  let imports: [String]
  let products: [Product]
  /// Files whose bytes become part of the program.
  let embedded: [String]

  init(
    _ name: String, kind: Kind = .library, on imports: [String] = [], products: [Product] = [],
    embedding embedded: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.imports = imports
    self.products = products
    self.embedded = embedded
  }

  func target(in folder: String) -> Target {
    let path = "Sources/\(folder)/\(name)"
    let dependencies =
      imports.map { Target.Dependency(stringLiteral: $0) } + products.map(\.dependency)
    return switch kind {
    case .library:
      .target(
        name: name, dependencies: dependencies, path: path,
        resources: embedded.map { .embedInCode($0) }, swiftSettings: strict)
    case .program:
      .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
    case .c(let included):
      .target(name: name, dependencies: dependencies, path: path, exclude: included)
    case .system(let package, let debian):
      .systemLibrary(
        name: name, path: path, pkgConfig: package, providers: [.apt([debian])])
    }
  }
}

/// Targets of one height, in one folder, and the arrows that are allowed among them.
struct Floor {
  let name: String
  let height: Int
  let rooms: [Room]
  let arrows: [String: [String]]

  init(_ name: String, height: Int, _ rooms: [Room], arrows: [String: [String]]) {
    self.name = name
    self.height = height
    self.rooms = rooms
    self.arrows = arrows
  }
}

/// All floors; reading the manifest fails where an arrow does not point down.
struct House {
  let floors: [Floor]

  init(_ floors: [Floor]) {
    self.floors = floors
    for floor in floors {
      for room in floor.rooms {
        for name in room.imports { check(room, on: floor, imports: name) }
      }
    }
  }

  var targets: [Target] {
    floors.flatMap { floor in floor.rooms.map { $0.target(in: floor.name) } }
  }

  /// The tests of a target, which stand on its floor and may import what they need.
  func tests(
    _ name: String, with others: [String] = [], golden: [String] = [],
    products: [Room.Product] = []
  ) -> Target {
    guard let floor = floor(of: name) else { fatalError("there is no target \(name) to test") }
    let suite = name.prefix(1).uppercased() + name.dropFirst() + "Tests"
    return .testTarget(
      name: suite,
      dependencies: Set([name, "Failures", "_TemperTestSupport"] + others).sorted().map {
        Target.Dependency(stringLiteral: $0)
      }
        + products.map(\.dependency),
      path: "Tests/\(floor.name)/\(suite)", exclude: golden, swiftSettings: strict)
  }

  private func floor(of name: String) -> Floor? {
    floors.first { $0.rooms.contains { $0.name == name } }
  }

  private func check(_ room: Room, on floor: Floor, imports name: String) {
    guard let other = self.floor(of: name) else {
      fatalError("\(room.name) imports \(name), which stands on no floor")
    }
    if other.name == floor.name {
      guard floor.arrows[room.name]?.contains(name) == true else {
        fatalError(
          "\(room.name) may not import \(name): both are on the floor \(floor.name), "
            + "whose table of arrows in Package.swift has no such one")
      }
    } else if other.height >= floor.height {
      fatalError(
        "\(room.name) may not import \(name): \(floor.name) is no floor above \(other.name)")
    }
  }
}
