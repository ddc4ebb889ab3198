/// How the text of a schedule's picture looks.
package enum PictureStyle {
  /// The style sheet: the reader's own sans-serif font, digits of equal width, sizes in pixels.
  package static let sheet = """
    text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
    font-variant-numeric:tabular-nums}\
    .title{font-size:18px;font-weight:700;fill:#1a1a1a}\
    .note{font-size:13px;fill:#555}\
    .warning{font-size:14px;font-weight:700;fill:#b3261e}\
    .side{font-size:12px;fill:#555;text-anchor:end}\
    .head-left{font-size:14px;font-weight:700;fill:#1a1a1a}\
    .head{font-size:12px;font-weight:700;fill:#1a1a1a;text-anchor:middle}\
    .cell{font-size:12px;text-anchor:middle}\
    .move{font-size:9px;fill:#333;text-anchor:middle}\
    .sum{font-size:11px;fill:#333;text-anchor:middle}\
    .worst{font-size:11px;font-weight:700;fill:#b3261e;text-anchor:middle}\
    .meaning{font-size:12px;fill:#1a1a1a}
    """
}
