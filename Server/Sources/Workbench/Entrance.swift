import Hummingbird
import WorkbenchStore

/// How people come in: a link that works once becomes a cookie that scripts cannot read.
struct Entrance {
  let store: Store
  let settings: Settings

  func add(to router: Router<WorkbenchContext>) {
    router.get("/enter") { request, _ in try await enter(request) }
    router.get("/healthz") { _, _ in
      _ = try await store.lastEvent()
      return Response.json(["status": "ok"])
    }
  }

  private func enter(_ request: Request) async throws -> Response {
    let session = Token.make()
    guard let token = request.query("token"),
      try await store.signIn(
        invitation: Digest.text(of: token), session: Digest.text(of: session)) != nil
    else { throw Problem(.unauthorized, "this link was used or is too old; ask for another one") }
    let secure = settings.isBehindTLS ? "; Secure" : ""
    return Response(
      status: .seeOther,
      headers: [
        .location: "/",
        .setCookie: "\(Guard.cookie)=\(session); Path=/; HttpOnly; SameSite=Strict\(secure); "
          + "Max-Age=\(Int(Store.sessionSeconds))",
      ])
  }
}
