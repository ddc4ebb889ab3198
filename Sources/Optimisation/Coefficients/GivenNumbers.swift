package import QUBOModel

/// The numbers of a file as doubles, where a model of whole units holds them only rounded.
///
/// Energies are the sums of these doubles, each rounded once, so that they depend on no order and on no
/// scale.
package struct GivenNumbers: Sendable {
  package let list: CoefficientList
  package let meaning: EntryMeaning

  package init(list: CoefficientList, meaning: EntryMeaning) {
    self.list = list
    self.meaning = meaning
  }

  /// What the file's value of an assignment is.
  package func value(of assignment: BitVector) -> ExactDecimal {
    var sum = DoubleSum()
    sum.add(list.constant.double)
    for (number, entry) in list.entries.enumerated() {
      let sign = meaning.factor(
        assignment[Int(entry.i)], assignment[Int(entry.j)], entry.i == entry.j)
      if sign != 0 { sum.add(Double(sign) * list.value(of: number).double) }
    }
    return ExactDecimal(sum.rounded) ?? list.constant
  }
}
