/// How many samples a statistical test takes: `count`, or a tenth of it in unoptimised builds.
public func samples(_ count: Int) -> Int {
  #if DEBUG
  count / 10
  #else
  count
  #endif
}
