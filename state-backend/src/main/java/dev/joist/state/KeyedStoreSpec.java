// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import org.jspecify.annotations.Nullable;

/**
 * Declares the keyed state of a transform.
 *
 * @param transform full name of the transform; all cells of the store name it
 * @param keyCodec codec of the key, by whose encoding key groups are found
 * @param namespaceCodec codec of the namespaces
 */
public record KeyedStoreSpec<K extends @Nullable Object>(
    String transform, Codec<K> keyCodec, Codec<?> namespaceCodec) {}
