import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

struct BitVectorTests {
  @Test("Bits behave like an array of truth values", arguments: [0, 1, 63, 64, 65, 200])
  func likeAnArray(count: Int) {
    var random = RandomStream(seed: UInt64(count))
    var bits = random.bits(count)
    var vector = BitVector(bits)
    for _ in 0..<(count == 0 ? 0 : 100) {
      let i = random.uniform(below: count)
      switch random.uniform(below: 3) {
      case 0: (bits[i], vector[i]) = (true, true)
      case 1: (bits[i], vector[i]) = (false, false)
      default:
        bits[i].toggle()
        vector.flip(i)
      }
      #expect(vector[i] == bits[i])
    }
    #expect(vector.count == count)
    #expect(bits.indices.map { vector[$0] } == bits)
    #expect(vector.ones == bits.indices.filter { bits[$0] })
    #expect(vector.description == bits.map { $0 ? "1" : "0" }.joined())
    // Equality sees bits only, not how they came about.
    #expect(vector == BitVector(bits))
    #expect(vector.hashValue == BitVector(bits).hashValue)
  }
}

struct AlignedArrayTests {
  @Test("Storage starts on a cache line and holds what was put in", arguments: [0, 1, 7, 1_000])
  func alignment(count: Int) {
    let numbers = (0..<count).map { Int16($0) }
    let array = AlignedArray(numbers)
    #expect(array.count == count && Array(array.elements) == numbers)
    #expect(numbers.indices.allSatisfy { array[$0] == numbers[$0] })
    #expect(Int(bitPattern: array.elements.baseAddress) % AlignedArray<Int16>.alignment == 0)
    let filled = AlignedArray(repeating: 2.5, count: count) { target in
      if count > 1 { target[1] = -1 }
    }
    #expect(filled.elements.enumerated().allSatisfy { $1 == ($0 == 1 ? -1 : 2.5) })
    #expect(Int(bitPattern: filled.elements.baseAddress) % 64 == 0)
  }
}
