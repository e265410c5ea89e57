package io.reactivezmq.interop.matrix;

import java.util.function.Consumer;

/** What our side does in a case. */
enum Exercise {
    SENDS("sends all", Dialogues::sends),
    RECEIVES("receives all", Dialogues::receives),
    ASKS("asks all", Dialogues::asks),
    ASKS_AHEAD("asks all, 64 in flight", Dialogues::asks),
    ANSWERS("answers all", Dialogues::answers),
    PUBLISHES("publishes all", Subscriptions::sends),
    SELECTS("publishes what is subscribed to", Subscriptions::selects),
    RECEIVES_SUBSCRIPTIONS("receives subscriptions", Subscriptions::receivesSubscriptions),
    HEARS_UPSTREAM("receives all from a subscriber", Subscriptions::hearsUpstream),
    SUBSCRIBES("subscribes to all", Subscriptions::receives),
    CHOOSES("subscribes to some, fewer later", Subscriptions::chooses),
    ANNOUNCES_SUBSCRIPTIONS("announces subscriptions", Subscriptions::announcesSubscriptions),
    SPEAKS_UPSTREAM("sends all to a publisher", Subscriptions::speaksUpstream),
    SPREADS("sends all to groups that are joined, fewer later", GroupTalks::spreads),
    JOINS("receives all of groups it has joined, fewer later", GroupTalks::joins),
    POURS("sends and receives bytes, then closes", Streams::pours);

    private final String words;
    private final Consumer<Encounter> course;

    Exercise(String words, Consumer<Encounter> course) {
        this.words = words;
        this.course = course;
    }

    /** Does it, and fails unless everything comes as it should. */
    void run(Encounter encounter) {
        course.accept(encounter);
    }

    @Override
    public String toString() {
        return words;
    }
}
