import Foundation
package import Hummingbird
import HummingbirdCore
import Logging
import Temper
import WorkbenchPlans
package import WorkbenchStore

/// The planner's workbench: a store, an interface over it, a page, and a keeper of runs.
public struct Workbench: Sendable {
  let settings: Settings
  package let store: Store
  let desk: Desk
  let bell = EventBell()
  private let port: ListeningPort

  /// Opens the file of a workbench.
  ///
  /// - Throws: What the file cannot be opened for.
  public init(_ settings: Settings) throws {
    self.settings = settings
    port = ListeningPort(settings.port)
    store = try Store(path: settings.file)
    desk = Desk(store)
  }

  /// All that the interface has, below `/api/v1`.
  package var routes: [Route] {
    let solver = Solver(program: settings.temper, memory: settings.memory)
    return ShiftRoutes(store: store).routes + PlanRoutes(store: store, desk: desk).routes
      + VersionRoutes(store: store, desk: desk, solver: solver).routes
      + DemandRoutes(store: store, settings: settings, bell: bell).routes
      + StudyRoutes(store: store, solver: solver).routes
      + RunRoutes(store: store, settings: settings, bell: bell).routes
      + EventRoutes(store: store, bell: bell).routes
  }

  /// The routes behind their guard.
  package var router: Router<WorkbenchContext> {
    let router = Router(context: WorkbenchContext.self)
    router.add(
      middleware: Guard(settings: settings, hosts: Hosts(settings, port: port), store: store))
    Assets.add(to: router)
    Entrance(store: store, settings: settings).add(to: router)
    let once = OnceOnly(store)
    for route in routes { route.add(to: router, once) }
    Route.refuseOthers(than: routes, in: router)
    return router
  }

  /// Makes a link that signs one browser in, once, as somebody with a role (`read`, `edit`, `publish`).
  ///
  /// - Throws: A problem in words if there is no such role.
  public func invite(_ name: String, role: String, base: String) async throws -> String {
    guard let role = Role(rawValue: role) else {
      throw Problem(.unprocessableContent, "there is no role \(role); give read, edit or publish")
    }
    let token = Token.make()
    try await store.invite(Person(name: name, role: role), digest: Digest.text(of: token))
    return "\(base)/enter?token=\(token)"
  }

  /// Writes a copy of the file, as it is at one moment.
  public func backUp(to path: String) throws { try store.backUp(to: path) }

  /// Serves until a signal ends it; `ready` is told the port that is listened on.
  ///
  /// - Throws: What the port cannot be listened on for.
  public func serve(ready: @escaping @Sendable (Int) async -> Void) async throws {
    var logger = Logger(label: "temper-serve")
    logger.logLevel = .warning
    let application = Application(
      router: router, server: Self.server(),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.address, port: settings.port),
        availableConnectionsDelegate: .maximum(Settings.mostConnections, logger: logger)),
      services: [RunKeeper(store: store, desk: desk, settings: settings, bell: bell)],
      onServerRunning: { channel in
        let number = channel.localAddress?.port ?? settings.port
        port.become(number)
        await ready(number)
      }, logger: logger)
    try await application.runService()
  }

  private static func server() -> HTTPServerBuilder {
    .http1(
      configuration: HTTP1Channel.Configuration(
        idleTimeout: .seconds(Int64(Settings.patience)),
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
          maxHeaderFieldSize: Settings.mostHeaderBytes,
          maxHeaderListSize: Settings.mostHeaderBytes, maxHeaderFieldCount: 100)))
  }
}
