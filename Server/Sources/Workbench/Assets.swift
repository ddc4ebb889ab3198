import Hummingbird

/// The page and what belongs to it, compiled in: nothing is read from disks or networks.
package enum Assets {
  private static let files: [(path: String, type: String, bytes: [UInt8])] = [
    ("/", "text/html; charset=utf-8", PackageResources.index_html),
    ("/style.css", "text/css; charset=utf-8", PackageResources.style_css),
    ("/app.js", script, PackageResources.app_js),
    ("/api.js", script, PackageResources.api_js),
    ("/grid.js", script, PackageResources.grid_js),
    ("/editor.js", script, PackageResources.editor_js),
    ("/map.js", script, PackageResources.map_js),
    ("/run.js", script, PackageResources.run_js),
    ("/demand.js", script, PackageResources.demand_js),
    ("/studies.js", script, PackageResources.studies_js),
    ("/sayings.js", script, PackageResources.sayings_js),
    ("/screens.js", script, PackageResources.screens_js),
    ("/words.js", script, PackageResources.words_js),
    ("/icon.svg", "image/svg+xml", PackageResources.icon_svg),
    ("/openapi.json", "application/json", PackageResources.openapi_json),
  ]

  private static let script = "text/javascript; charset=utf-8"

  static func add(to router: Router<WorkbenchContext>) {
    for file in files {
      let tag = "\"\(Digest.text(of: String(decoding: file.bytes, as: UTF8.self)).prefix(16))\""
      router.get(RouterPath(file.path)) { request, _ in
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        guard request.headers[.ifNoneMatch] != tag else {
          return Response(status: .notModified, headers: headers)
        }
        return Response(
          status: .ok, headers: headers + [.contentType: file.type],
          body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
      }
    }
  }

  /// The description of the interface.
  package static var openAPI: [UInt8] { PackageResources.openapi_json }

  /// The table of all strings of the page.
  package static var words: [UInt8] { PackageResources.words_js }
}

extension HTTPFields {
  fileprivate static func + (one: HTTPFields, other: HTTPFields) -> HTTPFields {
    var all = one
    all.append(contentsOf: other)
    return all
  }
}
