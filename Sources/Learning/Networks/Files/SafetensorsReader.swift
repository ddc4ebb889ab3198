import Failures
import Texts

extension SafetensorsFile {
  /// Reads a file, and refuses whatever is not as the format says.
  ///
  /// - Throws: ``SafetensorsError``.
  public init(parsing bytes: [UInt8], file: String) throws(SafetensorsError) {
    try self.init(SafetensorsReader(bytes, file: file))
  }

  private init(_ reader: SafetensorsReader) throws(SafetensorsError) {
    self.init(try reader.tensors(), card: try reader.card(), file: reader.file)
  }
}

/// What the header of a file says, and the numbers after it.
private struct SafetensorsReader {
  let file: String
  private let numbers: ArraySlice<UInt8>
  private let header: JSONObject

  /// A tensor as the header has it.
  private struct Entry {
    let name: String
    let shape: [Int]
    let bytes: Range<Int>
  }

  /// Where the file says other things than tensors.
  private static let cardKey = "__metadata__"

  /// Finds the header, which is a JSON object.
  init(_ bytes: [UInt8], file: String) throws(SafetensorsError) {
    guard bytes.count >= 8 else {
      throw SafetensorsError(
        file, "expected a header's length in 8 bytes", found: "\(bytes.count) bytes")
    }
    let length = bytes[..<8].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(bytes.count - 8) else {
      throw SafetensorsError(
        file,
        "expected a header of at most \(bytes.count - 8) bytes, which the file has after "
          + "its length", found: "a length of \(length)")
    }
    let end = 8 + Int(length)
    self.file = file
    numbers = bytes[end...]
    header = try Self.words(in: file, of: nil) { () throws(JSONError) in
      try JSONNode(value: JSONParser.parse(Array(bytes[8..<end]), file: file), file: file)
        .object(expecting: "expected an object of tensors", "begin the header with {")
    }
  }

  /// All tensors.
  func tensors() throws(SafetensorsError) -> [String: Tensor] {
    var entries: [Entry] = []
    for key in header.keys where key != Self.cardKey { entries.append(try entry(key)) }
    try checkFill(
      entries.sorted { ($0.bytes.lowerBound, $0.name) < ($1.bytes.lowerBound, $1.name) })
    var tensors: [String: Tensor] = [:]
    for entry in entries { tensors[entry.name] = try tensor(entry) }
    return tensors
  }

  /// What the file says beside them.
  func card() throws(SafetensorsError) -> [String: String] {
    guard let node = header[Self.cardKey] else { return [:] }
    return try Self.words(in: file, of: nil) { () throws(JSONError) in
      let members = try node.object(
        expecting: "expected an object of texts", "write texts by name")
      var card: [String: String] = [:]
      for key in members.keys {
        card[key] = try members.required(key, as: "\"text\"").string(expecting: "expected a text")
      }
      return card
    }
  }

  private func entry(_ name: String) throws(SafetensorsError) -> Entry {
    let (kind, shape, offsets) = try Self.words(in: file, of: name) { () throws(JSONError) in
      let members = try header.required(name, as: "{}").object(
        expecting: "expected an object", "write dtype, shape and data_offsets")
      try members.allow(only: ["dtype", "shape", "data_offsets"])
      return (
        try members.required("dtype", as: "\"F32\"").string(expecting: "expected a type"),
        try Self.sizes(members.required("shape", as: "[1]")),
        try Self.sizes(members.required("data_offsets", as: "[0, 4]"))
      )
    }
    guard kind == "F32" else {
      throw SafetensorsError(
        file, tensor: name, "expected numbers of type F32", found: kind.quoted,
        advice: "convert the tensors to 32-bit floats before writing them")
    }
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= numbers.count else {
      throw SafetensorsError(
        file, tensor: name,
        "expected data_offsets of a beginning and an end within \(numbers.count) bytes",
        found: "\(offsets)")
    }
    let count = shape.reduce(4 as Int?) { product, size in
      product.flatMap { product in
        let (next, overflows) = product.multipliedReportingOverflow(by: size)
        return overflows ? nil : next
      }
    }
    guard count == offsets[1] - offsets[0] else {
      throw SafetensorsError(
        file, tensor: name, "expected four bytes for each number of the shape \(shape)",
        found: "\(offsets[1] - offsets[0]) bytes")
    }
    return Entry(name: name, shape: shape, bytes: offsets[0]..<offsets[1])
  }

  /// Tensors follow each other without gap or overlap, and fill the file.
  private func checkFill(_ sorted: [Entry]) throws(SafetensorsError) {
    var end = 0
    for entry in sorted {
      guard entry.bytes.lowerBound == end else {
        throw SafetensorsError(
          file, tensor: entry.name,
          "expected its numbers to begin at byte \(end), where those "
            + "before end", found: "\(entry.bytes.lowerBound)")
      }
      end = entry.bytes.upperBound
    }
    guard end == numbers.count else {
      throw SafetensorsError(
        file, "expected the file to end with its last tensor",
        found: "\(numbers.count - end) bytes more")
    }
  }

  private func tensor(_ entry: Entry) throws(SafetensorsError) -> Tensor {
    let start = numbers.startIndex + entry.bytes.lowerBound
    let values = (0..<entry.bytes.count / 4).map { index in
      let first = start + 4 * index
      return Float(
        bitPattern: UInt32(numbers[first]) | UInt32(numbers[first + 1]) << 8
          | UInt32(numbers[first + 2]) << 16 | UInt32(numbers[first + 3]) << 24)
    }
    guard let wrong = values.firstIndex(where: { !$0.isFinite }) else {
      return Tensor(values, shape: entry.shape)
    }
    throw SafetensorsError(
      file, tensor: entry.name, "expected finite numbers",
      found: "\(values[wrong]) at place \(wrong)", advice: "train again, with smaller steps")
  }

  private static func sizes(_ node: JSONNode) throws(JSONError) -> [Int] {
    let advice = "write whole numbers in brackets"
    var sizes: [Int] = []
    // More than an address can count has no place in memory.
    for element in try node.longList(expecting: "expected a list of sizes", .inWords(advice)) {
      sizes.append(
        try element.integer(in: 0...1 << 48, expecting: "expected a size", .inWords(advice)))
    }
    return sizes
  }

  /// Puts what is wrong with the header into words about weights.
  private static func words<Result>(
    in file: String, of tensor: String?, _ body: () throws(JSONError) -> Result
  ) throws(SafetensorsError) -> Result {
    do { return try body() } catch {
      throw SafetensorsError(
        file, tensor: tensor, "in the header at \(error.path): \(error.problem)",
        found: error.found ?? "something else", advice: error.advice)
    }
  }
}
