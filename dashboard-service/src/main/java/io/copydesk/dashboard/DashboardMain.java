package io.copydesk.dashboard;

import io.copydesk.runtime.ServiceMain;
import io.copydesk.runtime.ServiceMain.Program;

/// The dashboard as a process of its own.
public final class DashboardMain {
    private DashboardMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(new Program("dashboard", "shows what is happening now", DashboardConfiguration.class,
                DashboardService::of), arguments);
    }
}
