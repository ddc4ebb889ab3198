import BenchmarkStatistics
import Testing

@Suite struct MedianIntervalTests {
  @Test("the interval has the ranks of the binomial law, as tables of the sign test give them")
  func ranks() {
    // P(at most 5 heads of 20) = 0.0207, at most 6: 0.0577; of 10: at most 1: 0.0107, 2: 0.0547.
    #expect(MedianInterval(of: (1...20).map(Double.init)).range == 6...15)
    #expect(MedianInterval(of: (1...10).map(Double.init)).range == 2...9)
    // Of 5, no order statistics are certain enough: P(no head) = 0.031.
    #expect(MedianInterval(of: (1...5).map(Double.init)).range == 1...5)
    #expect(MedianInterval(of: (1...6).map(Double.init)).range == 1...6)
    #expect(MedianInterval(of: [3]).range == 3...3)
  }

  @Test("the median is the middle, or the mean of the two in the middle")
  func median() {
    #expect(MedianInterval(of: [9, 1, 4]).median == 4)
    #expect(MedianInterval(of: [9, 1, 4, 5]).median == 4.5)
    #expect(MedianInterval(of: [.infinity, 1, .infinity]).median == .infinity)
  }
}
