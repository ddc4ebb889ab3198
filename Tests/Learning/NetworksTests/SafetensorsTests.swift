import Failures
import Networks
import RandomStreams
import Testing

@Suite("Weights in files")
struct SafetensorsTests {
  private static func file(_ header: String, numbers: Int = 0, length: UInt64? = nil) -> [UInt8] {
    let length = length ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      + [UInt8](repeating: 0, count: numbers)
  }

  @Test("come back as they were written", arguments: 0..<20 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = RandomTensors(seed: seed)
    let network = Network(
      Sequential([Convolution(2, random.size(1...4)), Rectifier()]), seed: seed)
    let file = SafetensorsFile(
      network.tensors, card: ["seed": "\(seed)", "quotes": "\"a\"\n\\"], file: "a")
    let again = try SafetensorsFile(parsing: file.bytes, file: "a")
    #expect(again == file)
    #expect(again.bytes == file.bytes)
    #expect(try Network(network.layer, from: again).weights == network.weights)
    #expect((file.bytes.count - 4 * network.weights.count) % 8 == 0)
  }

  @Test("have the bytes that the format's page describes")
  func bytes() throws {
    let header = #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    let numbers: [UInt8] = [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]
    let file = try SafetensorsFile(parsing: Self.file(header) + numbers, file: "a")
    #expect(file.tensors == ["w": Tensor([1, -2], shape: [2])])
    #expect(file.card.isEmpty)
    let scalar =
      #"{"__metadata__":{"a":"b"},"s":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}  "#
    let other = try SafetensorsFile(parsing: Self.file(scalar, numbers: 4), file: "a")
    #expect(other.tensors["s"] == Tensor([0], shape: []) && other.card == ["a": "b"])
  }

  /// A file that is wrong in one way, and what the error has to name.
  private static let wrong: [(bytes: [UInt8], words: String)] = [
    ([1, 2, 3], "8 bytes"),
    (file("{}", length: 3), "a length of 3"),
    (file("{}", length: .max), "a length of 18446744073709551615"),
    (file("[]"), "object"),
    (file("{\"a\":"), "header"),
    (file(#"{"a":1}"#), "\"a\""),
    (file(#"{"a":{"shape":[1],"data_offsets":[0,4]}}"#, numbers: 4), "dtype"),
    (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}"#, numbers: 4), "\"x\""),
    (file(#"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, numbers: 4), "BF16"),
    (file(#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, numbers: 4), "-1"),
    (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, numbers: 4), "[4, 0]"),
    (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#), "within 0 bytes"),
    (file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, numbers: 4), "[2]"),
    (
      file(
        #"{"a":{"dtype":"F32","shape":[281474976710656,281474976710656],"data_offsets":[0,4]}}"#,
        numbers: 4), "four bytes"
    ),
    (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, numbers: 4), "[0]"),
    (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, numbers: 8), "byte 0"),
    (
      file(
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
          + #""b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, numbers: 8), "\"b\""
    ),
    (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, numbers: 5), "1 bytes more"),
    (file(#"{"__metadata__":{"a":1}}"#), "text"),
    (
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#) + [0, 0, 0xc0, 0x7f],
      "nan at place 0"
    ),
  ]

  @Test("that are wrong are refused with a word on what and where", arguments: wrong.indices)
  func refused(index: Int) {
    let item = Self.wrong[index]
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsFile(parsing: item.bytes, file: "a.safetensors")
    }
    let words = error.map { "\($0)" } ?? ""
    #expect(words.hasPrefix("a.safetensors") && words.contains(item.words), "\(words)")
  }

  @Test("cut or changed anywhere are read or refused", arguments: 0..<200 as Range<UInt64>)
  func torture(seed: UInt64) {
    var random = RandomStream(seed: seed)
    var bytes = SafetensorsFile(Network(Linear(3, 2), seed: 1).tensors, card: ["a": "b"]).bytes
    for _ in 0...random.uniform(below: 3) {
      bytes[random.uniform(below: bytes.count)] = UInt8(random.uniform(below: 256))
    }
    if seed % 2 == 0 { bytes.removeLast(random.uniform(below: bytes.count)) }
    do throws(SafetensorsError) {
      let read = try SafetensorsFile(parsing: bytes, file: "a")
      #expect((try? SafetensorsFile(parsing: read.bytes, file: "a")) == read)
    } catch { #expect(!error.description.contains("\n")) }
  }

  @Test("of another network are refused")
  func other() {
    let file = SafetensorsFile(Network(Linear(3, 2), seed: 1).tensors)
    #expect(throws: SafetensorsError.self) { try Network(Linear(4, 2), from: file) }
    #expect(throws: SafetensorsError.self) { try Network(Sequential([Linear(3, 2)]), from: file) }
  }
}
