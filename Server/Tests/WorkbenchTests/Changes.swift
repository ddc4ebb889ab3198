import WorkbenchStore

/// Changes one by one, as tests make them: nobody waits for an answer.
extension Store {
  func addInstance(
    name: String, json: [UInt8], remarks: String, by person: Person
  ) async throws -> InstanceRow {
    try await change(by: person) { try $0.addInstance(name: name, json: json, remarks: remarks) }
  }

  func addPlan(
    name: String, instance: Int, _ first: NewVersion, by person: Person
  ) async throws -> PlanRow {
    try await change(by: person) { try $0.addPlan(name: name, instance: instance, first) }
  }

  @discardableResult
  func edit(
    _ plan: Int, revision: Int, _ version: NewVersion, action: String, by person: Person
  ) async throws -> PlanRow {
    try await change(by: person) {
      try $0.edit(plan, revision: revision, version, action: action)
    }
  }

  @discardableResult
  func go(
    _ step: Store.Step, _ plan: Int, revision: Int, by person: Person
  ) async throws -> PlanRow {
    try await change(by: person) { try $0.go(step, plan, revision: revision) }
  }

  @discardableResult
  func publish(
    _ plan: Int, revision: Int, note: String, by person: Person
  ) async throws -> PlanRow {
    try await change(by: person) { try $0.publish(plan, revision: revision, note: note) }
  }

  func addRun(plan: Int, request: String, by person: Person) async throws -> RunRow {
    try await change(by: person) { try $0.addRun(plan: plan, request: request) }
  }

  func addIncidents(
    name: String, files: [NamedFile], by person: Person
  ) async throws -> IncidentsRow {
    try await change(by: person) { try $0.addIncidents(name: name, files: files) }
  }

  func addDemand(
    name: String, incidents: Int, shift: Int?, request: String, by person: Person
  ) async throws -> RunRow {
    try await change(by: person) {
      try $0.addDemand(name: name, incidents: incidents, shift: shift, request: request)
    }
  }

  func addStudy(
    name: String, content: [UInt8], shift: [UInt8]?, page: [UInt8], by person: Person
  ) async throws -> StudyRow {
    try await change(by: person) {
      try $0.addStudy(name: name, content: content, shift: shift, page: page)
    }
  }
}
