// `import Temper` is all that a client writes: shifts, plans, the checker, annealing and exact
// methods. Studies of weights are not among it, since they bring a database along: see `Tuning`.
@_exported public import Annealing
@_exported public import Coefficients
@_exported public import Contradictions
@_exported public import ExactScheduling
@_exported public import Failures
@_exported public import InstanceImports
@_exported public import InstanceSources
@_exported public import LinearPrograms
@_exported public import PatrolModel
@_exported public import PenaltyModel
@_exported public import PlanFiles
@_exported public import Planning
@_exported public import Polynomials
@_exported public import QUBOFamilies
@_exported public import QUBOFiles
@_exported public import QUBOModel
@_exported public import QUBOSolving
@_exported public import RosterPenalties
@_exported public import RosterPrograms
@_exported public import Rosters
@_exported public import ScheduleChecking
@_exported public import ShiftFunctions
