import QUBOModel
import RandomStreams

extension BitVector {
  /// Draws each bit with equal chances.
  init(randomBits count: Int, using random: inout RandomStream) {
    self.init((0..<count).map { _ in random.next() >> 63 == 1 })
  }
}
