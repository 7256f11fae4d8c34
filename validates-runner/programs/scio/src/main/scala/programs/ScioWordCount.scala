// SPDX-License-Identifier: Apache-2.0
package programs

import com.spotify.scio.{BuildInfo, ContextAndArgs}

/** Scio's own example: the words of a text, counted. */
object ScioWordCount {
  def main(commandLine: Array[String]): Unit = {
    val (context, args) = ContextAndArgs(commandLine)
    println(s"Scio ${BuildInfo.version}")
    context
      .textFile(args("input"))
      .flatMap(_.split(" "))
      .countByValue
      .map { case (word, count) => s"$word: $count" }
      // Where none is named, it asks options of Google Cloud.
      .saveAsTextFile(args("output"), tempDirectory = args("output") + "-temp")
    context.run().waitUntilFinish()
  }
}
