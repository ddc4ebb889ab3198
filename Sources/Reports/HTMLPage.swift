/// The frame of a self-contained page.
enum HTMLPage {
  /// A document that may load nothing and run nothing: its policy says so to the browser.
  static func text(title: String, style: String, body: [SVG]) -> String {
    let head: [SVG] = [
      .element("meta", ["charset": "utf-8"], []),
      .element(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        ], []),
      .element("meta", ["name": "viewport", "content": "width=device-width"], []),
      .line("title", title),
      .line("style", base + PictureStyle.sheet + style),
    ]
    let page = SVG.element(
      "html", ["lang": "en"], [.element("head", [:], head), .element("body", [:], body)])
    return "<!DOCTYPE html>\n" + page.xml
  }

  private static let base = """
    body{font-family:system-ui,-apple-system,Roboto,Arial,sans-serif;color:#1a1a1a;\
    background:#fff;margin:24px;font-variant-numeric:tabular-nums}
    """
}

extension SVG {
  /// An element that holds a line of characters.
  static func line(_ name: String, _ characters: String) -> SVG {
    .element(name, [:], [.characters(characters)])
  }
}
