/** The PostgreSQL server that standalone brings along. */
@NullMarked
package io.snapledger.standalone.postgres;

import org.jspecify.annotations.NullMarked;
