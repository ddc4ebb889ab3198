public import DispatchStudies
public import Networks
import Reinforcement

extension ScheduleTrainer {
  /// All that a run needs to go on, which is a model too, with its card.
  public func file(origin: [String: String]) -> SafetensorsFile {
    var tensors = learner.twin.tensors(named: "learning")
    for (name, tensor) in kept.network.tensors { tensors["kept.\(name)"] = tensor }
    let card = ScheduleCard(
      task: task, schedule: schedule, seed: seed, cap: cap, keptWorth: kept.worth, records: records,
      fingerprint: shape.fingerprint(in: shifts.region))
    return SafetensorsFile(tensors, card: origin.merging(card.texts) { $1 })
  }

  /// Goes on where a run was.
  ///
  /// - Parameters:
  ///   - file: What a run wrote.
  ///   - shifts: Those of that run.
  ///   - threads: At least 1.
  /// - Throws: ``SafetensorsError`` if the file is of something else, or of another region.
  public init(
    from file: SafetensorsFile, _ shifts: GeneratedShifts, threads: Int
  ) throws(SafetensorsError) {
    let card = try ScheduleCard(file)
    self.init(
      shifts, cap: card.cap, card.task, schedule: card.schedule, seed: card.seed,
      threads: threads)
    try card.check(shape, shifts.region, file.file)
    let layer = ScheduleValue.layer(shape)
    learner.twin = try TwinNetwork(
      layer, rates: schedule.rates, from: file, named: "learning")
    kept = (try Network(layer, from: file.part("kept.")), card.keptWorth)
    records = card.records
  }
}
