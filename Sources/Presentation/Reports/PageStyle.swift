/// How pages look, on screens and on paper.
///
/// Contrasts are at least 4.5 : 1 (WCAG 2.2), and nothing is said by colour alone.
package enum PageStyle {
  /// The style sheet of a page for a paper size.
  package static func rules(for paper: ReportPaper) -> String {
    let (size, dense) = paper == .a4 ? ("A4", "8px") : ("A3", "11px")
    return screen + PictureStyle.sheet + print + """
      @page{size:\(size) landscape;margin:10mm}@media print{:root{--dense:\(dense)}}
      """
  }

  private static let screen = """
    :root{--ink:#1a1a1a;--soft:#595959;--line:#d9d9d9;--bad:#b3261e;--dense:9.5px}\
    body{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
    font-size:14px;line-height:1.45;color:var(--ink);background:#fff;margin:0;\
    font-variant-numeric:tabular-nums}\
    main{max-width:1232px;margin:0 auto;padding:20px 24px 40px}\
    h1{font-size:25px;line-height:1.25;font-weight:650;margin:2px 0 8px;max-width:52em}\
    h1.bad,.figure.bad b{color:var(--bad)}\
    h2{font-size:17px;margin:32px 0 2px;border-top:1px solid var(--line);padding-top:14px}\
    h3{font-size:14px;margin:16px 0 4px}\
    p{margin:4px 0;max-width:75em}\
    .subject{color:var(--soft);margin:0}\
    .caption{color:var(--soft);font-size:13px;margin:0 0 10px}\
    .figures{display:flex;flex-wrap:wrap;gap:10px 34px;margin:16px 0 0}\
    .figure b{display:block;font-size:22px;font-weight:600;line-height:1.2}\
    .figure span{color:var(--soft);font-size:12px}\
    .wide{overflow-x:auto}\
    table{border-collapse:collapse;font-size:12px}\
    td,th{padding:2px 5px}\
    th{font-weight:600;text-align:right}\
    .ledger td,.ledger th{border-bottom:1px solid #e6e6e6;padding:3px 8px;text-align:right;\
    white-space:nowrap}\
    .ledger .word{text-align:left}\
    .ledger thead th{border-bottom:1px solid #8a8a8a;vertical-align:bottom}\
    .bad{color:var(--bad);font-weight:700}\
    ul{margin:6px 0;padding-left:20px}\
    .legend{list-style:none;padding:0;font-size:12px;columns:220px;column-gap:20px;margin:12px 0 0}\
    .legend li{display:flex;gap:7px;align-items:baseline;break-inside:avoid;margin:2px 0}\
    .legend b{display:inline-block;min-width:26px;text-align:center;border-radius:4px;\
    padding:1px 4px;font-weight:500}\
    .panels{display:flex;flex-wrap:wrap;gap:16px 20px}\
    svg{max-width:100%;height:auto}\
    dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 18px;font-size:13px;margin:8px 0}\
    dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}\
    summary{cursor:pointer}summary h2{display:inline-block;border:0;margin:20px 0 2px;padding:0}
    """

  private static let print = """
    @media print{body{font-size:11px;-webkit-print-color-adjust:exact;print-color-adjust:exact}\
    main{max-width:none;padding:0}h1{font-size:19px}h2{font-size:14px;margin-top:18px;padding-top:8px;\
    break-after:avoid}.caption{break-after:avoid;font-size:11px}.figure b{font-size:17px}\
    table{font-size:10px}thead{display:table-header-group}tr,.panels>*,.legend li{break-inside:avoid}\
    #search,#origin{break-inside:avoid}#search .panels svg{width:48%}.legend{columns:165px;column-gap:12px;font-size:10px;margin-top:8px}.legend li{margin:1px 0}\
    .figures{margin-top:8px;gap:6px 26px}p{margin:2px 0;max-width:none}.wide{overflow:visible}.ledger td,.ledger th{padding:1px 5px}}
    """
}
