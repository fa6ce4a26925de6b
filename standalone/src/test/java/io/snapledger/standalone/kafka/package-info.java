@NullMarked
package io.snapledger.standalone.kafka;

import org.jspecify.annotations.NullMarked;
