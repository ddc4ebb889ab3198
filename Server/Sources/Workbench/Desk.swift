import Temper
import WorkbenchPlans
import WorkbenchStore

/// Plans that are looked at, read once.
actor Desk {
  private struct Key: Hashable {
    let plan: Int
    let version: Int
  }

  /// A plan of 172 cars takes some megabytes, most of them travel times.
  private static let most = 24

  private let store: Store
  private var plans: [Key: WorkPlan] = [:]
  private var order: [Key] = []

  init(_ store: Store) { self.store = store }

  /// A version, read or remembered; versions never change.
  func plan(_ plan: Int, version: Int) async throws -> WorkPlan {
    let key = Key(plan: plan, version: version)
    if let known = plans[key] { return known }
    let files = try await store.files(ofVersion: version, of: plan)
    let read = try WorkPlan(instance: files.instance, schedule: files.schedule)
    keep(read, key)
    return read
  }

  /// Remembers a version that was just made.
  func keep(_ work: WorkPlan, plan: Int, version: Int) {
    keep(work, Key(plan: plan, version: version))
  }

  private func keep(_ work: WorkPlan, _ key: Key) {
    if plans.updateValue(work, forKey: key) == nil { order.append(key) }
    if order.count > Self.most { plans[order.removeFirst()] = nil }
  }
}
