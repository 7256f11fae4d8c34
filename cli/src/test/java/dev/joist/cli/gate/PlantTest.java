// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.cli.checkout.TreeCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantTest {

  @TempDir Path tree;

  @Test
  void aNewFileIsGoneAfterwards() throws IOException {
    Plant.Undo undo = new Plant.NewFile("a/B.java", "class B {}").into(tree);
    assertThat(tree.resolve("a/B.java")).hasContent("class B {}");

    undo.run();
    assertThat(tree.resolve("a/B.java")).doesNotExist();
  }

  @Test
  void anInsertionIsTakenBackAfterwards() throws IOException {
    Path pom = Files.writeString(tree.resolve("pom.xml"), "<a><b/></a>");

    Plant.Undo undo = new Plant.Insertion("pom.xml", "<b/>", "<c/>").into(tree);
    assertThat(pom).hasContent("<a><c/><b/></a>");

    undo.run();
    assertThat(pom).hasContent("<a><b/></a>");
  }

  @Test
  void aPlantThatDoesNotFitIsRefused() throws IOException {
    Files.writeString(tree.resolve("pom.xml"), "<a/>");

    assertThatThrownBy(() -> new Plant.Insertion("pom.xml", "<b/>", "<c/>").into(tree))
        .hasMessage("pom.xml does not contain '<b/>'");
    assertThatThrownBy(() -> new Plant.NewFile("pom.xml", "<c/>").into(tree))
        .hasMessage("pom.xml is there already");
  }

  @Test
  void aCopyHasTheSourcesAndNothingThatWasBuilt() throws IOException {
    for (String file : List.of("pom.xml", "a/src/A.java", "a/target/A.class", ".git/HEAD")) {
      Files.createDirectories(tree.resolve(file).getParent());
      Files.writeString(tree.resolve(file), file);
    }

    TreeCopy copy = TreeCopy.of(tree);
    assertThat(copy.root().resolve("pom.xml")).exists();
    assertThat(copy.root().resolve("a/src/A.java")).hasContent("a/src/A.java");
    assertThat(copy.root().resolve("a/target")).doesNotExist();
    assertThat(copy.root().resolve(".git")).doesNotExist();

    copy.close();
    assertThat(copy.root()).doesNotExist();
  }

  @Test
  void noTwoPlantsOfATrialTouchTheSameFile() {
    for (Trial trial : Trials.all()) {
      Set<String> files = new HashSet<>();
      assertThat(trial.plants().map(Plant::file)).as(trial.name()).allMatch(files::add);
    }
  }

  @Test
  void everyGateSaysInWhichWordsItRefuses() {
    assertThat(Trials.all().stream().flatMap(trial -> trial.gates().stream()))
        .isNotEmpty()
        .allSatisfy(gate -> assertThat(gate.refusals()).as(gate.name()).isNotEmpty());
  }

  @Test
  void theLongFileIsOneLineTooLong() {
    List<Plant> plants = FormGates.all().stream().flatMap(gate -> gate.plants().stream()).toList();

    assertThat(plants)
        .filteredOn(plant -> plant.file().endsWith("LongFile.java"))
        .singleElement()
        .satisfies(plant -> assertThat(plant.planted("").lines()).hasSize(501));
  }
}
