import Figures
import PatrolModel

// How the plan's table looks, on screens and on one sheet of paper.

extension PlanGrid {
  /// The rules of the table of a shift, with the colours of its sectors.
  static func rules(for instance: PatrolInstance, paper: ReportPaper) -> String {
    let colours = (0..<min(instance.sectorCount, CategoryPalette.count)).map { number in
      let paint = CategoryPalette.paint(number)
      return ".s\(number){background:\(paint.fill);color:\(paint.text)}"
    }
    return colours.joined() + table + dense + sheet(for: instance, paper: paper)
  }

  private static let table = """
    .plan{table-layout:fixed;border-collapse:separate;border-spacing:2px 0}\
    .plan th{font-weight:500;color:var(--soft)}\
    .plan thead th{text-align:center;color:var(--ink);font-weight:600}\
    .plan thead .group th{font-weight:500;color:var(--soft);border-bottom:1px solid var(--line)}\
    .plan th:first-child{text-align:right;padding-right:8px;width:84px;white-space:nowrap}\
    .plan td{text-align:center;padding:0 1px;height:27px;min-width:40px;width:48px;\
    vertical-align:bottom;line-height:15px}\
    .plan td.go{border-top:2px solid #fff}\
    .plan i{display:block;font-style:normal;font-size:9px;line-height:10px}\
    .plan td.off{background:repeating-linear-gradient(45deg,#fff 0 4px,#e0e0e0 4px 5px);\
    color:var(--soft);font-size:.85em}\
    .plan .broken{outline:2px solid var(--bad);outline-offset:-2px}\
    .plan em{font-style:normal;font-weight:800;margin-right:2px}\
    .plan tbody th,.plan tfoot th{vertical-align:bottom;line-height:15px}\
    .plan td.sum{height:20px;color:var(--soft)}.plan td.bad{color:var(--bad)}\
    .plan .sum{font-size:inherit}\
    .plan td.bar{height:44px;background:linear-gradient(#e3e3e3,#e3e3e3) bottom/100% var(--share) no-repeat}
    """

  private static let dense = """
    .dense{width:100%;font-size:11px;border-spacing:0 1px}\
    .dense.narrow{font-size:var(--dense)}\
    .plan.dense th:first-child{width:64px;padding:0 6px 0 0}\
    .dense td,.dense td.sum{height:20px;width:auto;min-width:0;padding:0 1px;\
    vertical-align:middle;line-height:1.2;white-space:nowrap;overflow:hidden}\
    .dense.narrow td{height:15px;padding:0 1px}\
    .dense td.bar{height:auto;background:linear-gradient(#e3e3e3,#e3e3e3) left/var(--share) 100% no-repeat}\
    .dense thead th{padding:0 1px;font-weight:500}.dense thead th.sum{white-space:normal}\
    .dense.narrow thead th{writing-mode:vertical-rl;text-align:left}\
    .dense tbody .group th,.plan.dense .group th:first-child{text-align:left;padding:6px 0 2px;\
    font-weight:600;color:var(--ink)}\
    .dense tbody th{vertical-align:middle}\
    .dense td.go{border-top:0;border-left:3px solid #1a1a1a;box-shadow:inset 1px 0 #fff}\
    .dense i{display:inline;font-size:.75em;margin-right:2px;letter-spacing:-.02em}\
    main:has(.dense){max-width:1700px}
    """

  /// A grid on a sheet of its own.
  private static let alone = "#plan{break-before:page}#plan h2{margin-top:0;border:0}"

  /// A grid below the answer, which takes four lines or five.
  private static let belowAnswer = """
    #plan h2{display:none}#plan .legend{columns:120px;margin-top:4px}\
    #plan .caption{margin:0 0 2px}header{font-size:10px;line-height:1.25}header p{margin:0}\
    header h1{font-size:15px;margin:0}header .figures{margin:2px 0 3px;gap:0 16px}\
    header .figure b,header .figure span{display:inline;font-size:10px}
    """

  /// The height of a landscape sheet between its margins, in millimetres.
  private static func height(of paper: ReportPaper) -> Int { paper == .a4 ? 190 : 277 }

  /// The grid on one sheet, its rows as high as they can be.
  ///
  /// That of a large fleet stands below the answer, which is small then, so that the sheet on the
  /// wall says what it is; that of a small one has a sheet of its own. Heading, caption and the
  /// table's head take about 43 mm, the answer instead of the heading 7 mm more; the legend takes 4.5 mm for
  /// each line of five sectors, or eight. Rows of less than 2.6 mm could not be read, so very large
  /// fleets take several sheets.
  private static func sheet(for instance: PatrolInstance, paper: ReportPaper) -> String {
    let isUpright = instance.carCount <= mostColumns
    let groups = CarOrder(instance)
    // A column's head and sums take about four rows.
    let rows =
      isUpright
      ? instance.stepCount + 4
      : instance.carCount + (groups.isGrouped ? 2 * groups.groups.count : 0)
    let perLine = isUpright ? 5 : 8
    let legend = Double((instance.sectorCount + perLine - 1) / perLine) * 4.5
    let space = Double(height(of: paper)) - (isUpright ? 43 : 50) - legend
    let row = max(2.6, min(6.5, space / Double(max(1, rows))))
    // Letters take three quarters of a row; 1 mm is 3.78 px.
    let letters = min(paper == .a4 ? 10 : 13, row * 0.75 * 3.78)
    let size = "\(Figure.fixed(row, 2))mm"
    let font = "\(Figure.fixed(letters, 1))px"
    return """
      @media print{#plan{break-inside:avoid}\(isUpright ? alone : belowAnswer)\
      .plan{font-size:\(font)}.plan td,.plan td.sum{height:\(size);line-height:1}\
      .plan i{font-size:.75em;line-height:1}.plan td.bar{height:\(isUpright ? "24px" : size)}\
      .dense,.dense.narrow{width:100%;font-size:\(font);border-spacing:0}\
      .dense td,.dense td.sum,.dense tbody th{height:\(size);padding:0 2px;line-height:1;\
      border-bottom:.3mm solid #fff}\
      .plan.dense .group th:first-child{padding:1mm 0 0}}
      """
  }
}
