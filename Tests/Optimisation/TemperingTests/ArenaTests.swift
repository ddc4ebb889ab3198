import Tempering
import Testing

struct ArenaTests {
  @Test("Blocks are filled, apart from each other, and start on cache lines")
  func blocks() {
    let arena = Arena()
    let sizes = [0, 1, 7, 64, 1_000]
    let blocks = sizes.map { arena.allocate($0, filledWith: Int32($0)) }
    let copies = sizes.map { arena.copy(Array(0..<$0)) }
    for (size, block) in zip(sizes, blocks) {
      #expect(UInt(bitPattern: block) % 64 == 0)
      for i in 0..<size { block[i] += Int32(i) }
    }
    for (number, size) in sizes.enumerated() {
      #expect((0..<size).allSatisfy { blocks[number][$0] == Int32(size + $0) })
      #expect(UInt(bitPattern: copies[number]) % 64 == 0)
      #expect((0..<size).allSatisfy { copies[number][$0] == $0 })
    }
  }

  @Test("What is kept lives as long as the arena")
  func owners() {
    final class Owner {}
    var arena: Arena? = Arena()
    weak var kept: Owner?
    do {
      let owner = Owner()
      kept = owner
      arena?.keep([owner])
    }
    #expect(kept != nil)
    arena = nil
    #expect(kept == nil)
  }
}
