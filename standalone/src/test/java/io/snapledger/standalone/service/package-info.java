@NullMarked
package io.snapledger.standalone.service;

import org.jspecify.annotations.NullMarked;
