package io.snapledger.gateway.volume;

import io.snapledger.contract.origin.Cause;
import io.snapledger.contract.resource.MetadataChange;
import io.snapledger.contract.volume.VolumeCommand.ChangeVolumeMetadata;
import io.snapledger.contract.volume.VolumeView;
import io.snapledger.gateway.answer.Answers;
import io.snapledger.gateway.caller.Caller;
import io.snapledger.gateway.edge.CinderApi;
import io.snapledger.gateway.json.JsonBody;
import io.snapledger.gateway.metadata.EntityTag;
import io.snapledger.gateway.metadata.MetadataBodies;
import io.snapledger.gateway.microversion.CinderVersions;
import io.snapledger.gateway.microversion.Microversion;
import io.snapledger.gateway.policy.Policy;
import io.snapledger.gateway.policytarget.Targets;
import io.snapledger.gateway.schema.Schema;
import io.snapledger.gateway.write.Commands;
import io.snapledger.gateway.write.Moment;
import io.snapledger.gateway.write.WordedCommands;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** {@code /volumes/{id}/metadata}: cinder/api/v3/volume_metadata.py. */
@CinderApi
final class VolumeMetadataController {

    private static final String IF_MATCH = "If-Match";

    static final MetadataBodies BODIES = new MetadataBodies(Schema.extraSpecs(false, false), true);

    private final VisibleVolumes volumes;
    private final WordedCommands commands;
    private final Policy policy;

    VolumeMetadataController(VisibleVolumes volumes, Commands commands, Policy policy) {
        this.volumes = volumes;
        this.commands = commands.worded(VolumeFaults::of);
        this.policy = policy;
    }

    @GetMapping("/volumes/{id}/metadata")
    MetadataBodies.All index(
            @PathVariable String id,
            Caller caller,
            Microversion version,
            HttpServletResponse response) {
        Map<String, String> metadata = readable(id, caller).metadata();
        if (version.atLeast(CinderVersions.ETAGS)) {
            response.setHeader("Etag", EntityTag.of(metadata));
        }
        return new MetadataBodies.All(metadata);
    }

    @GetMapping("/volumes/{id}/metadata/{key}")
    MetadataBodies.One show(@PathVariable String id, @PathVariable String key, Caller caller) {
        String value = readable(id, caller).metadata().get(key);
        if (value == null) {
            throw VolumeFaults.metadataNotFound(id, key);
        }
        return new MetadataBodies.One(Map.of(key, value));
    }

    @PostMapping("/volumes/{id}/metadata")
    MetadataBodies.All create(@PathVariable String id, JsonBody body, Caller caller) {
        return change(
                id,
                MetadataChange.adding(BODIES.readAll(body)),
                VolumePolicy.CREATE_METADATA,
                caller);
    }

    @PutMapping("/volumes/{id}/metadata")
    MetadataBodies.@Nullable All updateAll(
            @PathVariable String id,
            JsonBody body,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller,
            Microversion version,
            HttpServletRequest request,
            HttpServletResponse response) {
        Map<String, String> entries = BODIES.readAll(body);
        if (!isUnchanged(id, ifMatch, caller, version)) {
            Answers.sendEmpty(request, response, HttpServletResponse.SC_PRECONDITION_FAILED);
            return null;
        }
        return change(
                id, MetadataChange.replacingAllBy(entries), VolumePolicy.UPDATE_METADATA, caller);
    }

    @PutMapping("/volumes/{id}/metadata/{key}")
    MetadataBodies.@Nullable One update(
            @PathVariable String id,
            @PathVariable String key,
            JsonBody body,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller,
            Microversion version,
            HttpServletRequest request,
            HttpServletResponse response) {
        Map<String, String> entry = BODIES.readOne(body, key);
        if (!isUnchanged(id, ifMatch, caller, version)) {
            Answers.sendEmpty(request, response, HttpServletResponse.SC_PRECONDITION_FAILED);
            return null;
        }
        change(id, MetadataChange.adding(entry), VolumePolicy.UPDATE_METADATA, caller);
        return new MetadataBodies.One(entry);
    }

    @DeleteMapping("/volumes/{id}/metadata/{key}")
    void delete(@PathVariable String id, @PathVariable String key, Caller caller) {
        VolumeView volume = readable(id, caller);
        if (!volume.metadata().containsKey(key)) {
            throw VolumeFaults.metadataNotFound(id, key);
        }
        policy.enforce(caller, VolumePolicy.DELETE_METADATA, Targets.of(volume));
        send(volume, MetadataChange.removing(key), caller);
    }

    // _validate_etag: heeded from 3.15 on only.
    private boolean isUnchanged(
            String id, @Nullable String ifMatch, Caller caller, Microversion version) {
        return ifMatch == null
                || !version.atLeast(CinderVersions.ETAGS)
                || EntityTag.matches(ifMatch, readable(id, caller).metadata());
    }

    private VolumeView readable(String id, Caller caller) {
        VolumeView volume = volumes.readable(id, caller);
        policy.enforce(caller, VolumePolicy.GET_METADATA, Targets.of(volume));
        return volume;
    }

    private MetadataBodies.All change(
            String id, MetadataChange change, String rule, Caller caller) {
        VolumeView volume = volumes.readable(id, caller);
        policy.enforce(caller, rule, Targets.of(volume));
        send(volume, change, caller);
        // On what others may have changed meanwhile, and even if it cannot be read yet.
        return new MetadataBodies.All(
                change.appliedTo(volumes.lookup(id, caller).orElse(volume).metadata()));
    }

    private void send(VolumeView volume, MetadataChange change, Caller caller) {
        commands.send(
                new ChangeVolumeMetadata(volume.id(), change, Moment.now()), caller, Cause.REQUEST);
    }
}
