/// The texts of a workbook, each kept once: cells refer to them by number.
struct SharedTexts {
  /// By their bytes, as strings that only look alike are equal in Swift.
  private var numbers: [[UInt8]: Int] = [:]
  private var items = ""
  private var uses = 0

  /// The number of a text.
  mutating func number(of text: String) -> Int {
    uses += 1
    let key = Array(text.utf8)
    if let number = numbers[key] { return number }
    let number = numbers.count
    numbers[key] = number
    items += "<si><t xml:space=\"preserve\">\(text.fittingCell.cellXML)</t></si>"
    return number
  }

  /// The part of the file that holds them.
  var xml: String {
    "<sst xmlns=\"\(Namespace.sheets)\" count=\"\(uses)\" uniqueCount=\"\(numbers.count)\">"
      + items + "</sst>"
  }
}
