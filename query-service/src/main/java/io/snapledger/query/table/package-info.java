/** What the SQL of every view has in common: arrays in, cells out, lists. It knows no resource. */
@NullMarked
package io.snapledger.query.table;

import org.jspecify.annotations.NullMarked;
