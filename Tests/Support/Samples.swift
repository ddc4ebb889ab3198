import Foundation

/// How many samples a statistical test takes: `count`, or a tenth of it in unoptimised builds.
///
/// `TEMPER_SAMPLES=10` asks for ten times as many, for a machine that has the night for it.
public func samples(_ count: Int) -> Int {
  #if DEBUG
  count * sampleFactor / 10
  #else
  count * sampleFactor
  #endif
}

/// The seeds of a test's random cases: `count` of them, or as many times more as `TEMPER_SAMPLES`.
public func seeds(_ count: UInt64) -> Range<UInt64> { 0..<count * UInt64(sampleFactor) }

private let sampleFactor =
  ProcessInfo.processInfo.environment["TEMPER_SAMPLES"].flatMap(Int.init).map { max(1, $0) } ?? 1
