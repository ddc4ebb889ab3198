import Failures
import Texts

/// Tensors by name in one file, as people exchange weights: the safetensors format.
///
/// Eight bytes with the length of a header, the header in JSON, and the numbers, all little-endian
/// (https://github.com/huggingface/safetensors, section Format). Nothing in such a file is executed.
public struct SafetensorsFile: Hashable, Sendable {
  /// The file as the caller named it.
  public let file: String
  /// The tensors by name.
  public let tensors: [String: Tensor]
  /// What else the file says, as texts by name: a card of where weights come from.
  public let card: [String: String]

  /// Creates a file of tensors, in memory.
  public init(_ tensors: [String: Tensor], card: [String: String] = [:], file: String = "weights") {
    self.tensors = tensors
    self.card = card
    self.file = file
  }

  /// The tensor of a name and shape.
  ///
  /// - Throws: ``SafetensorsError`` if there is none, or it has another shape.
  public func tensor(_ name: String, shape: [Int]) throws(SafetensorsError) -> Tensor {
    let advice = "give the weights of a network of the same layers"
    guard let tensor = tensors[name] else {
      throw SafetensorsError(
        file, tensor: name, "expected one of shape \(shape)", found: "none",
        advice: .inWords(advice))
    }
    guard tensor.shape == shape else {
      throw SafetensorsError(
        file, tensor: name, "expected the shape \(shape)", found: "\(tensor.shape)",
        advice: .inWords(advice))
    }
    return tensor
  }

  /// The whole file: header and numbers in the order of names, the same bytes for the same tensors.
  public var bytes: [UInt8] {
    let names = tensors.keys.sorted()
    var header = Array(header(names).utf8)
    // Blanks fill up the header, so that numbers begin at a multiple of eight.
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    var bytes = littleEndian(UInt64(header.count)) + header
    for name in names {
      for value in tensors[name]?.values ?? [] { bytes += littleEndian(value.bitPattern) }
    }
    return bytes
  }

  private func header(_ names: [String]) -> String {
    var (end, members) = (0, [String]())
    if !card.isEmpty {
      let entries = card.sorted { $0.key < $1.key }.map {
        "\($0.key.jsonLiteral):\($0.value.jsonLiteral)"
      }
      members.append("\"__metadata__\":{\(entries.joined(separator: ","))}")
    }
    for name in names {
      guard let tensor = tensors[name] else { continue }
      let start = end
      end += 4 * tensor.values.count
      let shape = tensor.shape.map { "\($0)" }.joined(separator: ",")
      members.append(
        "\(name.jsonLiteral):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(start),\(end)]}")
    }
    return "{\(members.joined(separator: ","))}"
  }

  private func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
