import Foundation
import InstanceSources
import PatrolModel
import Testing

@Suite("The gazetteer")
struct TownGazetteerTests {
  private let towns = TownGazetteer.towns

  @Test("there are enough towns for the largest instance, with names of their own")
  func names() {
    #expect(towns.count == 200)
    #expect(Set(towns.map(\.name)).count == towns.count)
    #expect(towns.map(\.name) == towns.map(\.name).sorted())
  }

  @Test("distances are those of the haversine formula")
  func distances() {
    for a in towns {
      let worst = towns.map { abs(a.kilometres(to: $0) - haversine(a, $0)) }.max()
      #expect(worst ?? 1 < 1e-9, "\(a.name)")
    }
  }

  @Test("Utrecht and Rotterdam are 47 km apart")
  func knownDistance() throws {
    let utrecht = try #require(TownGazetteer.town(named: "Utrecht"))
    let rotterdam = try #require(TownGazetteer.town(named: "Rotterdam"))
    #expect(abs(utrecht.kilometres(to: rotterdam) - 47) < 2)
  }

  @Test("every town has its nearest neighbour 2 to 15 km away")
  func neighbours() throws {
    for town in towns {
      let nearest = try #require(TownGazetteer.cluster(around: town, count: 2).last)
      #expect((2...15).contains(town.kilometres(to: nearest)), "\(town.name)")
    }
  }

  @Test("a cluster is its centre and the nearest towns, nearest first")
  func cluster() throws {
    let gouda = try #require(TownGazetteer.town(named: "Gouda"))
    let cluster = TownGazetteer.cluster(around: gouda, count: 20)
    #expect(cluster.count == 20)
    #expect(cluster.first == gouda)
    let distances = cluster.map { gouda.kilometres(to: $0) }
    #expect(distances == distances.sorted())
    let farthest = try #require(distances.last)
    for other in towns where !cluster.contains(other) {
      #expect(gouda.kilometres(to: other) >= farthest, "\(other.name)")
    }
  }

  @Test("an unknown town is not found")
  func unknown() {
    #expect(TownGazetteer.town(named: "Atlantis") == nil)
  }

  private func haversine(_ a: Town, _ b: Town) -> Double {
    let degree = Double.pi / 180
    let north = sin((b.position.latitude - a.position.latitude) * degree / 2)
    let east = sin((b.position.longitude - a.position.longitude) * degree / 2)
    let cosines = cos(a.position.latitude * degree) * cos(b.position.latitude * degree)
    return 2 * 6371.0088 * asin((north * north + cosines * east * east).squareRoot())
  }
}
