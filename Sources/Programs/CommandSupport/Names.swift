public import ArgumentParser
public import Temper

// What several commands read by name.
extension SolveRequest.Moves: ExpressibleByArgument {}
extension FlipAlgorithm: ExpressibleByArgument {}
