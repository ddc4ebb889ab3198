import RandomStreams
import Tempering

// Aramon, Rosenberg, Valiante, Miyazawa, Tamura & Katzgraber, "Physics-inspired optimization for
// quadratic unconstrained problems using a digital annealer", Front. Phys. 7:48 (2019),
// doi:10.3389/fphy.2019.00048, Algorithm 2. A run here is a replica: its initial state (lines 1–3)
// and E_off = 0 (line 4) come with its creation, its temperature (line 6) from the ladder.

extension FlipReplica {
  /// Makes steps of the Digital Annealer at a temperature, in energy units.
  func makeDigitalAnnealerSteps(
    _ steps: Int, temperature: Double, offsetIncrement: Int
  ) {
    trial.prepare(temperature: temperature, offsetIncrement: offsetIncrement)  // line 6
    var step = 0
    while step < steps {  // line 5: for each Monte-Carlo step
      // Lines 7–10: every bit j is proposed in parallel with ΔE_j − E_off; line 12: of the accepted
      // ones, one is chosen uniformly.
      let tried = trial.tryAllBits(within: steps - step, using: &random)
      step += tried.steps
      if let k = tried.chosen {  // line 11: at least one flip was accepted
        trial.resetOffset()  // line 14: E_off ← 0
        willFlip(k)  // line 13: the state …
        trial.flip(k)  // … and the effective fields, in parallel
        didFlip()
      } else {
        trial.growOffset()  // line 16: E_off ← E_off + offset increase rate
      }
    }
  }
}

/// All bits of a state, tried and flipped, and what that remembers from one step to the next.
///
/// A conforming type is a way to draw exactly what Algorithm 2 draws, over local fields that suit it.
protocol ParallelTrial {
  /// How the flip energies are stored.
  associatedtype Fields: LocalFields

  /// The flip energies of the current state.
  var fields: Fields { get set }

  /// Starts at the fields of a state, with E_off = 0.
  init(_ fields: Fields, in arena: Arena, using random: inout RandomStream)

  /// Prepares for steps at a temperature > 0 with an increment ≥ 0 of E_off, in energy units.
  mutating func prepare(temperature: Double, offsetIncrement: Int)

  /// Tries all bits at once, bit j with probability min(1, exp(−(ΔE_j − E_off) / T)), and returns
  /// one of the accepted ones, each equally likely, or `nil` if there is none.
  ///
  /// Steps that accept nothing may be passed over up to a limit ≥ 1: then E_off has grown for all
  /// but the last of the steps that are returned.
  mutating func tryAllBits(
    within steps: Int, using random: inout RandomStream
  ) -> (chosen: Int?, steps: Int)

  /// E_off ← E_off + increment.
  mutating func growOffset()
  /// E_off ← 0.
  mutating func resetOffset()
  /// Flips bit k in the fields, and follows with what depends on them.
  mutating func flip(_ k: Int)

  /// Refuses one in eight of the flips that cost nothing in Metropolis trials, from now on.
  mutating func refuseTies()

  /// The first bit at or after `position` that a Metropolis trial accepts, or `nil`.
  mutating func nextAccepted(
    from position: Int, temperature: Double, using random: inout RandomStream
  ) -> Int?
}
