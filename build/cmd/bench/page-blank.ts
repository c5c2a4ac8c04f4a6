/** A page that does nothing: what opening any page costs. */
import { offer } from "./page";

void offer({ ready: performance.now(), read: async () => {}, count: async () => 0 });
