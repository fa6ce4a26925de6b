package io.snapledger.gateway.quota;

import io.snapledger.contract.quota.QuotaResource;
import io.snapledger.contract.quota.QuotaView;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Limits as either API shows them; there are no rate limits. */
record LimitsBody(Limits limits) {

    /** Both kinds of limits. */
    record Limits(List<Object> rate, Map<String, Long> absolute) {}

    /**
     * Those of all types together.
     *
     * @param limits what each limit is called; one that is not there is not shown
     * @param used what the use of each is called, in their order
     */
    static LimitsBody of(
            List<QuotaView> quotas,
            Map<QuotaResource, String> limits,
            List<Map.Entry<QuotaResource, String>> used) {
        Map<QuotaResource, QuotaView> ofAll = new EnumMap<>(QuotaResource.class);
        Map<String, Long> absolute = new LinkedHashMap<>();
        for (QuotaView quota : quotas) {
            if (quota.typeId() == null) {
                ofAll.put(quota.resource(), quota);
                String name = limits.get(quota.resource());
                if (name != null) {
                    absolute.put(name, (long) quota.limit());
                }
            }
        }
        for (Map.Entry<QuotaResource, String> each : used) {
            QuotaView quota = ofAll.get(each.getKey());
            if (quota != null) {
                absolute.put(each.getValue(), quota.inUse());
            }
        }
        return new LimitsBody(new Limits(List.of(), absolute));
    }
}
