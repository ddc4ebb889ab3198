import CommandSupport
import Documents
import PlanOutput
import Reports
import Temper

/// Hands a finished run over: files, page, standard output, and the closing lines.
struct PlanDelivery {
  let plan: PlanOptions
  let result: ResultOptions
  let voice: RunVoice
  let optimum: KnownOptimum?
  let instance: PatrolInstance

  /// Writes what was asked for: a result, its plan with the checker's word, and what no plan travels
  /// less than, as far as they are there.
  func write(
    _ document: ResultDocument, _ schedule: Schedule?, _ verdict: Verdict?, bound: Minutes?
  ) throws {
    var document = document
    document.day = plan.day
    if let schedule { try plan.save(schedule, of: instance) }
    try plan.saveReport(PlanPage(document, of: instance, file: "the result"))
    voice.end(document)
    let closing =
      verdict.map { verdict in
        PlanClosing(
          verdict, bound: bound, gap: document.provenGap,
          isProven: document.status == "optimal", optimum: optimum, files: plan.written
        ).lines
      } ?? []
    if result.json {
      try Console.output(String(decoding: document.bytes(), as: UTF8.self))
    } else if let schedule, plan.hasScheduleOnOutput || !result.quiet {
      try Console.output(plan.text(schedule, of: instance, closing: closing))
    }
    // Where standard output has the grid, the lines stand below it.
    if result.json || plan.hasScheduleOnOutput { closing.forEach(voice.tell) }
  }
}
